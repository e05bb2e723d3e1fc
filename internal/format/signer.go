package format

import (
	"strings"

	"trinhky/internal/domain"
)

var signerComponent = component{name: "signer", check: checkSigner, rules: []Rule{
	{
		"signer.present", SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.c"),
		say("Ghi đầy đủ họ tên người ký dưới chữ ký.", "Write the signer's full name under the signature."),
	},
	{
		"signer.size", SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.đ"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"signer.style", SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.đ"),
		say("Chọn dòng này, đặt chữ thường, đứng, đậm, canh giữa dưới chức vụ.", "Select the line; lower case, upright, bold, centred under the position."),
	},
	{
		"signer.title", SeverityError, say("Họ tên người ký", "Signer's name"), annexI("II.7.c"),
		say("Bỏ học hàm, học vị, danh hiệu trước họ tên.", "Drop academic and honorary titles before the name."),
	},
}}

func checkSigner(c *check) {
	if c.standalone {
		return
	}
	x := c.signer
	if x == nil {
		c.miss("signer.present", min(c.heads(), c.form.signer), c.signaturePlace(), say("họ và tên người ký", "the signer's full name"))
		return
	}
	c.size("signer.size", x, size13, size14)
	c.style("signer.style", x, typeface{caps: no, bold: yes, italic: no, centre: c.centreInTail(x)})
	if title := honorific(x.tidy()); title != "" && c.form.Type != domain.TypeContract && !c.titlesAllowed() {
		c.find("signer.title", at(x.p), x.text, quoted(title), say("không ghi học hàm, học vị, danh hiệu trước họ tên", "no academic or honorary title before the name"))
	}
}

// honorifics are titles seen before names, folded.
var honorifics = []string{
	"gs", "pgs", "ts", "ths", "cn", "ks", "bs", "ls", "tskh", "thac si", "thac sy", "tien si", "tien sy", "giao su",
	"pho giao su", "bac si", "ky su", "cu nhan", "luat su", "nghe si", "nsnd", "nsut", "nha giao", "ngut", "ngnd", "bsck", "bscki", "bsckii",
	"thay thuoc", "ttut", "ttnd", "dai ta", "thuong ta", "trung ta", "thieu ta", "dai uy", "thuong uy", "trung uy", "thieu uy",
	"dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "anh hung", "ong", "ba", "dong chi",
}

// honorific is the title before a name, "" when there is none. A family name may read like a title ("Bà" is none), so
// single syllables count only when marked as abbreviations or known not to be names.
func honorific(name string) string {
	words := strings.Fields(name)
	f := strings.Fields(fold(strings.NewReplacer(".", " ", ",", " ").Replace(name)))
	for _, h := range honorifics {
		parts := strings.Fields(h)
		if len(f) <= len(parts) {
			continue
		}
		match := true
		for i := range parts {
			match = match && f[i] == parts[i]
		}
		if !match {
			continue
		}
		if len(parts) == 1 && !strings.Contains(words[0], ".") {
			switch h {
			case "ong", "ba", "ls", "cn", "ts", "ks", "bs":
				// Ông, Bà, or an abbreviation in capitals; "Ngũ", "Tô" and the like are names.
				if !strings.EqualFold(words[0], "ông") && !strings.EqualFold(words[0], "bà") && !upper(words[0]) {
					continue
				}
			}
		}
		n := 0
		for i, w := range words {
			n += len(strings.Fields(strings.NewReplacer(".", " ", ",", " ").Replace(w)))
			if n >= len(parts) {
				return strings.Join(words[:i+1], " ")
			}
		}
	}
	return ""
}

// titlesAllowed: ranks and degrees may stand before names in documents of the armed forces and of schools, hospitals
// and research bodies.
func (c *check) titlesAllowed() bool {
	issuer := fold(c.issuerName())
	for i := range c.parent {
		issuer += " " + c.parent[i].folded
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
