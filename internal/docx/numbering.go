package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"trinhky/internal/docx/opc"
)

// numbering is numbering.xml: abstract lists and the instances paragraphs refer to.
type numbering struct {
	abstract map[int32]*abstractList
	nums     map[int32]*listInstance
	byStyle  map[string]int32 // numbering style → abstract list that defines it
	levels   int
}

type abstractList struct {
	id     int32
	levels [9]*listLevel
	link   string // numStyleLink: the levels are those of another list
}

type listInstance struct {
	abstract int32
	override [9]*listLevel
	restart  [9]*int64
}

type listLevel struct {
	start                        int64
	format, text, suffix, pStyle string
	restartAfter                 int // lvlRestart; -1 when not stated
	legal                        bool
	para                         paraOverlay
	run                          runOverlay
}

// maxLists bounds lists and instances, maxLevels the levels they define; documents pasted together over years have
// hundreds of lists of nine levels.
const maxLists, maxLevels = 20_000, 30_000

// maxLevelText bounds a number as shown, in bytes. Every paragraph of the list shows it.
const maxLevelText = 255

func readNumbering(s *opc.Stream) (*numbering, error) {
	n := &numbering{abstract: map[int32]*abstractList{}, nums: map[int32]*listInstance{}, byStyle: map[string]int32{}}
	err := s.Document(func(root opc.Elem) error {
		return s.Children(func(e opc.Elem) error {
			if len(n.abstract)+len(n.nums) > maxLists {
				return opc.Fault(opc.CodeTooLarge, s.Part, "more than %d lists", maxLists)
			}
			switch e.Local {
			case "abstractNum":
				return readAbstractList(s, e, n)
			case "num":
				return readListInstance(s, e, n)
			}
			return nil
		})
	})
	return n, err
}

func readAbstractList(s *opc.Stream, e opc.Elem, n *numbering) error {
	id, _ := parseInt(e.Attr("abstractNumId"))
	a := &abstractList{id: clamp32(id)}
	n.abstract[a.id] = a
	return s.Children(func(e opc.Elem) error {
		switch e.Local {
		case "lvl":
			i, l, err := readListLevel(s, e, n)
			a.levels[i] = l
			return err
		case "numStyleLink":
			a.link = e.Attr("val")
		case "styleLink":
			n.byStyle[e.Attr("val")] = a.id
		}
		return nil
	})
}

func readListInstance(s *opc.Stream, e opc.Elem, n *numbering) error {
	id, _ := parseInt(e.Attr("numId"))
	li := &listInstance{}
	n.nums[clamp32(id)] = li
	return s.Children(func(e opc.Elem) error {
		switch e.Local {
		case "abstractNumId":
			v, _ := parseInt(e.Attr("val"))
			li.abstract = clamp32(v)
		case "lvlOverride":
			i := levelIndex(e.Attr("ilvl"))
			return s.Children(func(e opc.Elem) (err error) {
				switch e.Local {
				case "startOverride":
					if v, ok := parseInt(e.Attr("val")); ok {
						li.restart[i] = &v
					}
				case "lvl":
					_, li.override[i], err = readListLevel(s, e, n)
				}
				return err
			})
		}
		return nil
	})
}

func levelIndex(v string) int8 {
	i, _ := parseInt(v)
	return int8(max(0, min(8, i)))
}

func readListLevel(s *opc.Stream, e opc.Elem, n *numbering) (int8, *listLevel, error) {
	l := &listLevel{format: "decimal", suffix: "tab", restartAfter: -1}
	if n.levels++; n.levels > maxLevels {
		return 0, nil, opc.Fault(opc.CodeTooLarge, s.Part, "more than %d levels of lists", maxLevels)
	}
	index := levelIndex(e.Attr("ilvl"))
	err := s.Children(func(e opc.Elem) (err error) {
		v := e.Attr("val")
		switch e.Local {
		case "start":
			l.start, _ = parseInt(v)
		case "numFmt":
			l.format = v
		case "lvlText":
			l.text = opc.Clip(v, maxLevelText)
		case "suff":
			l.suffix = v
		case "pStyle":
			l.pStyle = opc.Clip(v, opc.MaxName)
		case "lvlRestart":
			i, _ := parseInt(v)
			l.restartAfter = int(max(0, min(9, i)))
		case "isLgl":
			l.legal = e.On()
		case "pPr":
			l.para, err = readParagraphProperties(s, nil)
		case "rPr":
			l.run, err = readRunProperties(s, nil)
		}
		return err
	})
	return index, l, err
}

// list finds the abstract list behind an instance, through a numbering style if need be.
func (n *numbering) list(numID int32) (*listInstance, *abstractList) {
	if n == nil {
		return nil, nil
	}
	li := n.nums[numID]
	if li == nil {
		return nil, nil
	}
	a := n.abstract[li.abstract]
	if a != nil && a.link != "" {
		if id, ok := n.byStyle[a.link]; ok && n.abstract[id] != nil {
			a = n.abstract[id]
		}
	}
	return li, a
}

// level gives the definition of a level of a list instance, nil when there is none.
func (n *numbering) level(numID int32, i int8) *listLevel {
	li, a := n.list(numID)
	switch {
	case li == nil:
		return nil
	case li.override[i] != nil:
		return li.override[i]
	case a == nil:
		return nil
	default:
		return a.levels[i]
	}
}

// styleLevel is the level a numbered style uses: the one it states, else the one that names it.
func (n *numbering) styleLevel(st *style) int8 {
	if st.para.set&pLevel != 0 {
		return st.para.level
	}
	for i := range int8(9) {
		if l := n.level(st.para.numID, i); l != nil && l.pStyle == st.id {
			return i
		}
	}
	return 0
}

// counters count list paragraphs in document order. Instances of one abstract list go on counting together, except
// where an instance restarts a level.
type counters struct {
	n       *numbering
	value   map[int32]*[9]int64
	used    map[int32]*[9]bool // levels of an abstract list that have counted since their last reset
	started map[int32]bool     // instances whose restarts were applied
}

func newCounters(n *numbering) *counters {
	return &counters{n: n, value: map[int32]*[9]int64{}, used: map[int32]*[9]bool{}, started: map[int32]bool{}}
}

// next counts one paragraph and gives its number as shown, with the level's definition.
func (c *counters) next(numID int32, level int8) (string, *listLevel) {
	if c.n == nil || numID == 0 {
		return "", nil
	}
	li, a := c.n.list(numID)
	def := c.n.level(numID, level)
	if li == nil || a == nil || def == nil {
		return "", nil
	}
	v, used := c.value[a.id], c.used[a.id]
	if v == nil {
		v, used = &[9]int64{}, &[9]bool{}
		c.value[a.id], c.used[a.id] = v, used
	}
	if !c.started[numID] {
		c.started[numID] = true
		for i, r := range li.restart {
			used[i] = used[i] && r == nil
		}
	}
	for i := range level { // a deeper number shows its parents even when none was written
		if !used[i] {
			v[i], used[i] = c.start(numID, i), true
		}
	}
	if used[level] {
		v[level]++
	} else {
		v[level], used[level] = c.start(numID, level), true
	}
	for i := level + 1; i < 9; i++ {
		if l := c.n.level(numID, i); l != nil && (l.restartAfter == 0 || l.restartAfter > 0 && int(level) >= l.restartAfter) {
			continue
		}
		used[i] = false
	}
	return c.show(numID, def, v), def
}

// start is the first number of a level: the one its instance states, else the list's.
func (c *counters) start(numID int32, i int8) int64 {
	if li, _ := c.n.list(numID); li != nil && li.restart[i] != nil {
		return *li.restart[i]
	}
	if l := c.n.level(numID, i); l != nil {
		return l.start
	}
	return 0
}

func (c *counters) show(numID int32, def *listLevel, v *[9]int64) string {
	if def.format == "bullet" {
		return bulletText(def.text, def.run.ascii)
	}
	if def.format == "none" && !strings.Contains(def.text, "%") {
		return def.text
	}
	var b strings.Builder
	for i := 0; i < len(def.text) && (b.Len() < maxLevelText || !utf8.RuneStart(def.text[i])); i++ {
		if def.text[i] == '%' && i+1 < len(def.text) && def.text[i+1] >= '1' && def.text[i+1] <= '9' {
			k := int8(def.text[i+1] - '1')
			format := "decimal"
			if l := c.n.level(numID, k); l != nil && !def.legal {
				format = l.format
			}
			b.WriteString(formatNumber(v[k], format))
			i++
			continue
		}
		b.WriteByte(def.text[i])
	}
	return b.String()
}

// bulletText shows the bullets of the symbol fonts as the dash or dot they draw.
func bulletText(s, font string) string {
	symbols := isSymbolFont(font)
	return strings.Map(func(r rune) rune {
		if symbols {
			r = symbolRune(r)
		}
		switch {
		case r == 0xF02D || r == 0xF0BE:
			return '-'
		case r >= 0xF000 && r <= 0xF0FF:
			return '•'
		}
		return r
	}, s)
}

// isSymbolFont knows the fonts that draw pictures in the place of letters.
func isSymbolFont(font string) bool {
	switch strings.ToLower(font) {
	case "wingdings", "wingdings 2", "wingdings 3", "webdings":
		return true
	}
	return false
}

// symbolRune is the private code point of a picture that a file names by the letter in whose place it stands.
func symbolRune(r rune) rune {
	if r > ' ' && r <= 0xFF {
		return 0xF000 + r
	}
	return r
}

func formatNumber(v int64, format string) string {
	dec := strconv.FormatInt(v, 10)
	if v < 1 {
		return dec
	}
	switch format {
	case "decimalZero":
		if v < 10 {
			return "0" + dec
		}
	case "upperRoman":
		return roman(v)
	case "lowerRoman":
		return strings.ToLower(roman(v))
	case "upperLetter":
		return letters(v)
	case "lowerLetter":
		return strings.ToLower(letters(v))
	case "none":
		return ""
	}
	return dec
}

func roman(v int64) string {
	if v > 3999 {
		return strconv.FormatInt(v, 10)
	}
	var b strings.Builder
	for _, d := range []struct {
		v int64
		s string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for ; v >= d.v; v -= d.v {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// letters counts as Word does: A … Z, AA, BB, CC.
func letters(v int64) string {
	if v > 780 {
		return strconv.FormatInt(v, 10)
	}
	return strings.Repeat(string(rune('A'+(v-1)%26)), int((v-1)/26)+1)
}
