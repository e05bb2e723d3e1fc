package format_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// benchFiles are the sizes of document the check must keep up with.
func benchFiles(b *testing.B) map[string][]byte {
	b.Helper()
	decree, err := os.ReadFile(filepath.Join(testdata, "law/decree.docx"))
	require.NoError(b, err)
	return map[string][]byte{"a 3-page letter": docxgen.LetterDraft().Bytes(), "the decree": decree, "300 pages, 200 tables": docxgen.Large(300, 200).Bytes()}
}

// BenchmarkCheck is the whole check of a file: reading, locating, all rules.
func BenchmarkCheck(b *testing.B) {
	for name, data := range benchFiles(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := format.CheckFile(b.Context(), bytes.NewReader(data), int64(len(data)), format.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRules is the check without the reading.
func BenchmarkRules(b *testing.B) {
	for name, data := range benchFiles(b) {
		doc, err := docx.Read(b.Context(), bytes.NewReader(data), int64(len(data)), docx.Limits{})
		require.NoError(b, err)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				format.Check(doc, format.Options{})
			}
		})
	}
}

// BenchmarkRatio prints how many times the floor the whole check takes, both measured in turns in one run.
func BenchmarkRatio(b *testing.B) {
	for name, data := range benchFiles(b) {
		b.Run(name, func(b *testing.B) {
			var check, floor time.Duration
			for b.Loop() {
				start := time.Now()
				_, err := format.CheckFile(b.Context(), bytes.NewReader(data), int64(len(data)), format.Options{})
				check += time.Since(start)
				require.NoError(b, err)
				start = time.Now()
				require.NoError(b, tokenize(data))
				floor += time.Since(start)
			}
			b.ReportMetric(check.Seconds()/floor.Seconds(), "times-floor")
		})
	}
}

// BenchmarkTokens is the floor: inflating the XML parts and tokenizing them with encoding/xml.
func BenchmarkTokens(b *testing.B) {
	for name, data := range benchFiles(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				require.NoError(b, tokenize(data))
			}
		})
	}
}

func tokenize(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		d := xml.NewDecoder(r)
		for {
			if _, err = d.Token(); err != nil {
				break
			}
		}
		if closed := r.Close(); !errors.Is(err, io.EOF) {
			return errors.Join(err, closed)
		}
	}
	return nil
}
