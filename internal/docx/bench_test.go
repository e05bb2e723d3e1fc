package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

// benchFiles are a short letter, the decree of 21 pages, and an annex of some 300 pages with 200 tables.
func benchFiles(b *testing.B) map[string][]byte {
	b.Helper()
	decree, err := os.ReadFile("../../testdata/law/decree.docx")
	if err != nil {
		b.Fatal(err)
	}
	return map[string][]byte{"letter": docxgen.LetterDraft().Bytes(), "decree": decree, "large": docxgen.Large(300, 200).Bytes()}
}

// BenchmarkRead reads whole documents. The metric "x-tokens" is its processor time over that of only inflating the
// same parts and tokenizing their XML with encoding/xml, measured in turns in the same run.
func BenchmarkRead(b *testing.B) {
	files := benchFiles(b)
	for _, name := range []string{"letter", "decree", "large"} {
		b.Run(name, func(b *testing.B) {
			f := files[name]
			b.ReportAllocs()
			var reading, floor time.Duration
			for b.Loop() {
				start := docxtest.ProcessorTime(b)
				if _, err := docx.Read(context.Background(), bytes.NewReader(f), int64(len(f)), opc.Limits{}); err != nil {
					b.Fatal(err)
				}
				reading += docxtest.ProcessorTime(b) - start
				b.StopTimer()
				start = docxtest.ProcessorTime(b)
				tokenize(b, f)
				floor += docxtest.ProcessorTime(b) - start
				b.StartTimer()
			}
			b.ReportMetric(float64(reading)/float64(floor), "x-tokens")
		})
	}
}

// BenchmarkTokens is the floor alone, for its allocations.
func BenchmarkTokens(b *testing.B) {
	files := benchFiles(b)
	for _, name := range []string{"letter", "decree", "large"} {
		b.Run(name, func(b *testing.B) {
			f := files[name]
			b.ReportAllocs()
			for b.Loop() {
				tokenize(b, f)
			}
		})
	}
}

func tokenize(b *testing.B, f []byte) {
	b.Helper()
	z, err := zip.NewReader(bytes.NewReader(f), int64(len(f)))
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range z.File {
		if !readPart(e.Name) {
			continue
		}
		r, err := e.Open()
		if err != nil {
			b.Fatal(err)
		}
		dec := xml.NewDecoder(r)
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// readPart knows the parts a check looks at.
func readPart(name string) bool {
	for _, p := range []string{
		"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/theme/", "word/header", "word/footer",
		"word/footnotes.xml", "word/endnotes.xml", "word/comments.xml", "[Content_Types].xml",
	} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return strings.HasSuffix(name, ".rels")
}
