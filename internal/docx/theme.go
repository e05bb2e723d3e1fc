package docx

import (
	"slices"
	"strings"

	"trinhky/internal/docx/opc"
)

// theme holds what styles take from theme1.xml.
type theme struct {
	fonts  map[string]string // "majorHAnsi" → "Cambria"
	colors map[string]string // "dk1" → "000000"
}

// themeColors are the colours of a theme.
var themeColors = strings.Fields("dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink")

func readTheme(s *opc.Stream) (*theme, error) {
	t := &theme{fonts: map[string]string{}, colors: map[string]string{}}
	slots := map[string]string{"latin": "HAnsi", "ea": "EastAsia", "cs": "Bidi"}
	fonts := func(prefix string) func(e opc.Elem) error {
		return func(e opc.Elem) error {
			if slot, ok := slots[e.Local]; ok {
				t.fonts[prefix+slot] = e.Short("typeface")
			}
			return nil
		}
	}
	colors := func(name string) func(e opc.Elem) error {
		return func(e opc.Elem) error {
			switch e.Local {
			case "srgbClr":
				t.colors[name] = colorValue(e.Short("val"))
			case "sysClr":
				t.colors[name] = colorValue(e.Short("lastClr"))
			}
			return nil
		}
	}
	err := s.Document(func(root opc.Elem) error {
		return s.Children(func(e opc.Elem) error { // a:themeElements
			return s.Children(func(e opc.Elem) error {
				switch e.Local {
				case "fontScheme":
					return s.Children(func(e opc.Elem) error {
						if prefix, ok := strings.CutSuffix(e.Local, "Font"); ok && (prefix == "major" || prefix == "minor") {
							return s.Children(fonts(prefix))
						}
						return nil
					})
				case "clrScheme":
					return s.Children(func(e opc.Elem) error {
						if !slices.Contains(themeColors, e.Local) {
							return nil
						}
						return s.Children(colors(e.Local))
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
