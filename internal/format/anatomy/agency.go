package anatomy

import (
	"strings"

	"trinhky/internal/format/wording"
)

// agencyHeads begin the name of a body; what does not begin with one goes on with the line above.
var agencyHeads = []string{
	"uy ban nhan dan", "ubnd", "hoi dong", "hdnd", "so", "phong", "ban", "van phong", "chi cuc", "cuc",
	"tong cuc", "vu", "vien", "bo", "truong", "trung tam", "hoc vien", "benh vien", "cong ty", "tong cong ty", "tap doan",
	"thanh tra", "cong an", "toa an", "vien kiem sat", "kho bac", "bao hiem xa hoi", "dang uy", "hoi", "lien doan", "uy ban",
	"thu tuong", "chu tich", "chinh phu", "quoc hoi", "don vi", "doi", "to", "thu vien", "bao tang", "chi nhanh",
	"dai", "nha", "tram", "hat", "quy", "khu", "cong doan", "doan", "huyen doan", "tinh doan", "bch", "dai hoc",
}

// superiorHeads begin the names of bodies that have others below them.
var superiorHeads = []string{"uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd", "bo", "so", "tinh uy", "huyen uy", "thanh uy", "tong cuc", "cuc", "phong"}

// placeHeads begin the second line of a name: "ỦY BAN NHÂN DÂN / THÀNH PHỐ RẠCH GIÁ".
var placeHeads = []string{"thanh pho", "tinh", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran", "dac khu", "viet nam"}

// bareHeads want more words before the name is whole, so the next line goes on with it.
var bareHeads = names("van phong", "so", "phong", "ban", "trung tam", "truong", "ban quan ly", "ban chi dao", "hoi dong", "cuc", "chi cuc", "bo", "vien",
	"ban chi huy", "bo chi huy", "bo tu lenh", "thuong truc", "lien hiep cac", "ban to chuc", "ban thuong vu", "ban chap hanh", "uy ban mat tran", "chu tich", "nha", "dai", "khu", "quy")

func names(all ...string) map[string]bool {
	m := map[string]bool{}
	for _, s := range all {
		m[s] = true
	}
	return m
}

// splitAgency parts the direct superior body from the issuing one, which is bold; where the letters do not tell, the last
// name begun is the issuer's. sure is false where one name over two lines may be meant as well.
func splitAgency(lines []Line) (parent, issuer []Line, sure bool) {
	if k := weightChange(lines); k > 0 && !beginsWithAny(lines[k].Folded, placeHeads) {
		return lines[:k], lines[k:], true
	}
	start := 0
	for i := 1; i < len(lines); i++ {
		if beginsBody(&lines[i]) && !goesOnBelow(&lines[i-1]) {
			start = i
		}
	}
	return lines[:start], lines[start:], start == 0 || beginsWithAny(lines[0].Folded, superiorHeads)
}

// weightChange is the place where lines that are not bold are followed by lines that are, 0 where there is none.
func weightChange(lines []Line) int {
	k := 0
	for k < len(lines) {
		if _, some := lines[k].Each(Bold); some {
			break
		}
		k++
	}
	for i := k; i < len(lines); i++ {
		if all, _ := lines[i].Each(Bold); !all {
			return 0
		}
	}
	if k == len(lines) {
		return 0
	}
	return k
}

func beginsBody(x *Line) bool { return beginsWithAny(x.Folded, agencyHeads) }

func beginsWithAny(folded string, heads []string) bool {
	for _, h := range heads {
		if wording.HasPrefixWord(folded, h) {
			return true
		}
	}
	return false
}

// goesOnBelow says that a name cannot end with a line.
func goesOnBelow(x *Line) bool {
	return bareHeads[x.Folded] || strings.HasSuffix(x.Folded, " va") || strings.HasSuffix(x.Folded, ",") || strings.HasSuffix(x.Folded, "-")
}
