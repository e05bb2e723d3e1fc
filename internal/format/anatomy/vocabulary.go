package anatomy

import (
	"trinhky/internal/format/wording"
)

// Surnames are those that nine of ten people bear: before one, "Ông" is an address and no surname itself.
var Surnames = wording.Set("nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương đoàn lương mai")
