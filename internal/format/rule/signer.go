package rule

import (
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var signerComponent = component{name: "signer", check: checkSigner, rules: []Rule{
	{
		"signer.present", report.SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.c"),
		say("Ghi đầy đủ họ tên người ký dưới chữ ký.", "Write the signer's full name under the signature."),
	},
	{
		"signer.size", report.SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.đ"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"signer.style", report.SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.đ"),
		say("Chọn dòng này, đặt chữ thường, đứng, đậm, canh giữa dưới chức vụ.", "Select the line; lower case, upright, bold, centred under the position."),
	},
	{
		"signer.title", report.SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.c"),
		say("Bỏ học hàm, học vị, danh hiệu trước họ tên.", "Drop academic and honorary titles before the name."),
	},
}}

func checkSigner(c *Check) {
	if c.paper.Standalone {
		return
	}
	x := c.paper.Tail.Signer
	if x == nil {
		c.miss("signer.present", min(c.paper.Heads(), c.paper.Title.Form.Signer), signaturePlace(c), say("họ và tên người ký", "the signer's full name"))
		return
	}
	c.size("signer.size", x, anatomy.Size13, anatomy.Size14)
	c.style("signer.style", x, typeface{caps: no, bold: yes, italic: no, centre: centreInTail(c, x, last(c.paper.Tail.Authority))})
	if anatomy.NameInSmallLetters(x.Tidy()) {
		c.find("signer.style", at(x.P), x.Text, say("không viết hoa các chữ cái đầu", "its first letters are no capitals"), say("viết hoa chữ cái đầu các âm tiết của họ tên", "a capital for each word of the name"))
	}
	if title := honorific(x.Tidy()); title != "" && c.paper.Title.Form.Type != domain.TypeContract && !titlesAllowed(c) {
		c.find("signer.title", at(x.P), x.Text, quoted(title), say("không ghi học hàm, học vị, danh hiệu trước họ tên", "no academic or honorary title before the name"))
	}
}

// degrees are abbreviated titles seen before names, without their stops; honorifics are those written out, folded.
var (
	degrees = wording.Set("gs pgs ts ths cn ks bs ls ds kts tskh nsnd nsưt nsut ngưt ngut ngnd bsck bscki bsckii ttưt ttut ttnd đ/c đc")

	honorifics = []string{
		"thac si", "thac sy", "tien si", "tien sy", "giao su", "pho giao su", "bac si", "duoc si", "ky su", "kien truc su", "cu nhan", "luat su",
		"nghe si", "nha giao", "thay thuoc", "dai ta", "thuong ta", "trung ta", "thieu ta", "dai uy", "thuong uy", "trung uy", "thieu uy",
		"dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "anh hung", "dong chi",
	}
)

// honorific is the title before a name, "" when there is none. Abbreviations are taken letter by letter, so that no
// family name reads like one.
func honorific(name string) string {
	all := strings.Fields(name)
	if len(all) < 2 {
		return ""
	}
	first := strings.ToLower(all[0])
	if first == "bà" || first == "ông" && (len(all) > 3 || anatomy.Surnames[strings.ToLower(all[1])]) || degrees[strings.ReplaceAll(first, ".", "")] {
		return all[0]
	}
	for part := range strings.SplitSeq(first, ".") {
		if strings.Contains(first, ".") && degrees[part] {
			return all[0] // PGS.TS.Nguyễn
		}
	}
	folded := wording.Fold(strings.NewReplacer(".", " ", ",", " ").Replace(name))
	for _, h := range honorifics {
		if n := len(strings.Fields(h)); wording.HasPrefixWord(folded, h) && len(all) > n+1 {
			return strings.Join(all[:n], " ")
		}
	}
	return ""
}

// titlesAllowed: ranks and degrees may stand before names in documents of the armed forces and of schools, hospitals
// and research bodies.
func titlesAllowed(c *Check) bool {
	issuer := wording.Fold(c.paper.IssuerName())
	for i := range c.paper.Head.Parent {
		issuer += " " + c.paper.Head.Parent[i].Folded
	}
	for _, w := range []string{
		"cong an", "quan su", "quan khu", "quan doi", "bo doi", "bien phong", "quoc phong", "truong", "dai hoc", "hoc vien", "benh vien",
		"trung tam y te", "so y te", "bo y te", "giao duc", "vien ", "khoa hoc", "trung doan", "su doan", "lu doan", "tram y te",
	} {
		if strings.Contains(issuer, w) {
			return true
		}
	}
	return false
}
