package edit

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// Issue is what the records clerk writes into a signed draft.
type Issue struct {
	// Number is the number taken from the register; below 10 it is written with a leading zero (Decree 30/2020/NĐ-CP,
	// Annex I, II.3.a and c).
	Number int
	// Notation replaces the one in the file when it differs; empty keeps it.
	Notation string
	// Year, Month and Day are the date of issue; days below 10 and months 1 and 2 get a leading zero (II.4.b).
	Year, Month, Day int
}

// Letters with marks may be stored in one code point or several; both must be found.
const (
	wordSo    = `S(?:ố|Ố|ô\x{301}|Ô\x{301}|o\x{302}\x{301}|O\x{302}\x{301})`
	wordNgay  = `ng(?:à|a\x{300})y`
	wordThang = `th(?:á|a\x{301})ng`
	wordNam   = `n(?:ă|a\x{306})m`
	// blank is what drafts leave where a number will come: spaces, dots, underscores, or a number already filled in.
	blank = `[\s\x{A0}\d.…_]*`
	// edge is where a column of the head begins or ends.
	edge = `[\t\n\f]`
)

var (
	numberLine = regexp.MustCompile(`(?:^|` + edge + `)[ \x{A0}]*` + wordSo + `[ \x{A0}]*:?(` + blank + `)/([ \x{A0}]*)([\p{L}\p{M}\d][\p{L}\p{M}\d&.\-–]*)`)
	dateLine   = regexp.MustCompile(`(?:^|` + edge + `)[^,\t\n\f]{1,80},[ \x{A0}]*` + wordNgay + `(` + blank + `)` + wordThang + `(` + blank + `)` + wordNam + `(` + blank + `)(?:$|` + edge + `)`)
)

// headParagraphs bounds where the head of a document can be; what looks like a number further down is a citation.
const headParagraphs = 60

// Stampable says whether Stamp can write number and date into a draft: nil, or the error it would end with.
func Stampable(ctx context.Context, src io.ReaderAt, size int64, lim opc.Limits) error {
	return Stamp(ctx, io.Discard, src, size, Issue{Number: 1, Year: 2000, Month: 1, Day: 1}, lim)
}

// Stamp writes number and date into a .docx: in the line "Số: …/…" and the line "…, ngày … tháng … năm …", wherever
// they stand in the head (table cell, text box, tabs) and over however many runs they are spread, keeping their
// formatting. Everything else is copied as it is. The same input gives the same bytes, and stamping the result again
// changes nothing. A head in which either line is not found is an *Error with CodeLayout; minutes need no date line,
// since they carry none (Annex III, form 1.9).
func Stamp(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, is Issue, lim opc.Limits) error {
	e, err := Open(ctx, src, size, lim)
	if err != nil {
		return err
	}
	var number, date, minutes bool
	for p := range e.doc.Paragraphs() {
		if p.Index > headParagraphs || number && date {
			break
		}
		text := p.Text()
		if m := numberLine.FindStringSubmatchIndex(text); m != nil && !number {
			number = true
			if err := noFields(p, m[2], m[7]); err != nil {
				return err
			}
			e.ReplaceText(p, m[2], m[3], " "+twoDigits(is.Number))
			if m[4] != m[5] {
				e.ReplaceText(p, m[4], m[5], "")
			}
			if is.Notation != "" && norm.NFC.String(text[m[6]:m[7]]) != norm.NFC.String(is.Notation) {
				e.ReplaceText(p, m[6], m[7], is.Notation)
			}
		}
		if m := dateLine.FindStringSubmatchIndex(text); m != nil && !date {
			date = true
			if err := noFields(p, m[2], m[7]); err != nil {
				return err
			}
			e.ReplaceText(p, m[2], m[3], " "+twoDigits(is.Day)+" ")
			e.ReplaceText(p, m[4], m[5], " "+month(is.Month)+" ")
			e.ReplaceText(p, m[6], m[6]+len(strings.TrimRight(text[m[6]:m[7]], "\t\n\f")), fmt.Sprintf(" %d", is.Year))
		}
		minutes = minutes || strings.TrimSpace(norm.NFC.String(text)) == "BIÊN BẢN"
	}
	if !number {
		return opc.Fault(opc.CodeLayout, "", "no line with a number was found in the first %d paragraphs", headParagraphs)
	}
	if !date && !minutes {
		return opc.Fault(opc.CodeLayout, "", "no line with place and date was found in the first %d paragraphs", headParagraphs)
	}
	return e.Save(dst)
}

// noFields refuses to write into a field: the program that opens the file would compute it anew.
func noFields(p *docx.Paragraph, from, to int) error {
	at := 0
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props.Hidden {
			continue
		}
		end := at + len(r.Text)
		if r.Field != nil && at < to && end > from {
			return opc.Fault(opc.CodeLayout, p.Part, "paragraph %d computes its number or date with the field %s", p.Index, r.Field.Kind)
		}
		at = end
	}
	return nil
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// month writes a month: only January and February take a leading zero.
func month(m int) string {
	if m <= 2 {
		return "0" + strconv.Itoa(m)
	}
	return strconv.Itoa(m)
}
