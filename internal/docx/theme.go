package docx

import (
	"strings"
)

// theme holds what styles take from theme1.xml.
type theme struct {
	fonts  map[string]string // "majorHAnsi" → "Cambria"
	colors map[string]string // "dk1" → "000000"
}

// themeColors are the colours of a theme.
var themeColors = words("dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink")

func (s *stream) theme() (*theme, error) {
	t := &theme{fonts: map[string]string{}, colors: map[string]string{}}
	slots := map[string]string{"latin": "HAnsi", "ea": "EastAsia", "cs": "Bidi"}
	fonts := func(prefix string) func(e elem) error {
		return func(e elem) error {
			if slot, ok := slots[e.local]; ok {
				t.fonts[prefix+slot] = e.short("typeface")
			}
			return nil
		}
	}
	colors := func(name string) func(e elem) error {
		return func(e elem) error {
			switch e.local {
			case "srgbClr":
				t.colors[name] = colorValue(e.short("val"))
			case "sysClr":
				t.colors[name] = colorValue(e.short("lastClr"))
			}
			return nil
		}
	}
	err := s.document(func(root elem) error {
		return s.children(func(e elem) error { // a:themeElements
			return s.children(func(e elem) error {
				switch e.local {
				case "fontScheme":
					return s.children(func(e elem) error {
						if prefix, ok := strings.CutSuffix(e.local, "Font"); ok && (prefix == "major" || prefix == "minor") {
							return s.children(fonts(prefix))
						}
						return nil
					})
				case "clrScheme":
					return s.children(func(e elem) error {
						if !themeColors[e.local] {
							return nil
						}
						return s.children(colors(e.local))
					})
				}
				return nil
			})
		})
	})
	return t, err
}

// font resolves a font slot; "+minorHAnsi" asks the theme.
func (t *theme) font(v string) string {
	ref, ok := strings.CutPrefix(v, "+")
	if !ok {
		return v
	}
	ref = strings.Replace(ref, "Ascii", "HAnsi", 1)
	if t != nil {
		return t.fonts[ref]
	}
	return ""
}

var themeColorNames = map[string]string{
	"text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1",
	"text2": "dk2", "dark2": "dk2", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink",
	"followedHyperlink": "folHlink", "tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2",
}

// color resolves a theme colour name, "" when the theme has none.
func (t *theme) color(name string) string {
	if t == nil || name == "" {
		return ""
	}
	if n, ok := themeColorNames[name]; ok {
		name = n
	}
	return t.colors[name]
}
