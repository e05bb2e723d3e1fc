package anatomy

const Motto = "Độc lập - Tự do - Hạnh phúc"

const NationalName = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
