package format_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// benchFile is one size of document the check must keep up with.
type benchFile struct {
	name string
	data []byte
}

func benchFiles(b *testing.B) []benchFile {
	b.Helper()
	decree, err := os.ReadFile(filepath.Join(testdata, "law/decree.docx"))
	require.NoError(b, err)
	return []benchFile{
		{"letter-3-pages", threePageLetter().Bytes()},
		{"decree-21-pages", decree},
		{"report-300-pages-200-tables", docxgen.Large(300, 200).Bytes()},
	}
}

// threePageLetter is the corrected draft with its first four paragraphs once more, which takes it to a third page.
func threePageLetter() *docxgen.Spec {
	s := docxgen.LetterDraft()
	s.Body = append(slices.Clone(s.Body[:4]), s.Body...)
	return s
}

// BenchmarkCheck is the whole check of a file: reading, locating, all rules. Its metric "x-floor" is its processor time
// over that of only inflating the same parts and tokenizing their XML with encoding/xml, measured in turns in one run.
func BenchmarkCheck(b *testing.B) {
	for _, file := range benchFiles(b) {
		b.Run(file.name, func(b *testing.B) {
			b.ReportAllocs()
			var check, floor time.Duration
			for b.Loop() {
				start := processorTime(b)
				checkWhole(b, file.data)
				check += processorTime(b) - start
				b.StopTimer()
				start = processorTime(b)
				tokenize(b, file.data)
				floor += processorTime(b) - start
				b.StartTimer()
			}
			b.ReportMetric(check.Seconds()*1000/float64(b.N), "check-ms")
			b.ReportMetric(floor.Seconds()*1000/float64(b.N), "floor-ms")
			b.ReportMetric(check.Seconds()/floor.Seconds(), "x-floor")
		})
	}
}

// BenchmarkFloor is the floor alone, for its allocations.
func BenchmarkFloor(b *testing.B) {
	for _, file := range benchFiles(b) {
		b.Run(file.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tokenize(b, file.data)
			}
		})
	}
}

// BenchmarkRules is the check without the reading.
func BenchmarkRules(b *testing.B) {
	for _, file := range benchFiles(b) {
		doc, err := docx.Read(b.Context(), bytes.NewReader(file.data), int64(len(file.data)), opc.Limits{})
		require.NoError(b, err)
		b.Run(file.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				format.Check(doc, format.Options{})
			}
		})
	}
}

// BenchmarkMemory tells what a check holds: "peak-B" is the most that was alive at any collection during the check,
// "kept-B" what the report alone keeps alive after it. "xml-B" is the inflated size of the parts it read. In the last
// rows every second paragraph is wrong, so that the report holds as many findings of a rule as it may.
func BenchmarkMemory(b *testing.B) {
	files := benchFiles(b)
	for _, size := range []struct {
		name  string
		pages int
	}{{"faulty-100-pages", 100}, {"faulty-300-pages", 300}, {"faulty-600-pages", 600}} {
		s := docxgen.Large(size.pages, size.pages*2/3)
		for i := 0; i < len(s.Body); i += 2 {
			s.Body[i].Align, s.Body[i].FirstLine = "left", docxgen.Tw(0)
		}
		files = append(files, benchFile{size.name, s.Bytes()})
	}
	for _, file := range files {
		b.Run(file.name, func(b *testing.B) {
			// Collections this frequent make what is alive at one of them the most that ever was.
			defer debug.SetGCPercent(debug.SetGCPercent(5))
			checkWhole(b, file.data) // what is built once is no part of a check
			var peak, kept uint64
			findings := 0
			for b.Loop() {
				before := alive()
				most := watchHeap()
				report := checkWhole(b, file.data)
				peak = max(peak, most()-before)
				kept = max(kept, max(alive(), before)-before)
				findings = len(report.Findings)
				runtime.KeepAlive(report)
			}
			b.ReportMetric(float64(peak), "peak-B")
			b.ReportMetric(float64(kept), "kept-B")
			b.ReportMetric(float64(findings), "findings")
			b.ReportMetric(float64(tokenize(b, file.data)), "xml-B")
		})
	}
}

func checkWhole(b *testing.B, data []byte) format.Report {
	b.Helper()
	report, err := format.CheckFile(b.Context(), bytes.NewReader(data), int64(len(data)), format.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return report
}

// processorTime is the time the process has computed, which other programs on the machine do not lengthen.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// alive is what the heap holds that something still points at, in bytes. Pools let go at the second collection.
func alive() uint64 {
	runtime.GC()
	runtime.GC()
	return markedAlive()
}

// markedAlive is what the last collection found alive.
func markedAlive() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// watchHeap looks after every collection at what it found alive, until the function it returns gives the most seen.
func watchHeap() (most func() uint64) {
	stop, result := make(chan struct{}), make(chan uint64)
	go func() {
		seen := markedAlive()
		for tick := time.NewTicker(200 * time.Microsecond); ; {
			select {
			case <-tick.C:
				seen = max(seen, markedAlive())
			case <-stop:
				tick.Stop()
				result <- max(seen, markedAlive())
				return
			}
		}
	}()
	return func() uint64 { close(stop); return <-result }
}

// readParts are the parts a check looks into, apart from the relationships.
var readParts = []string{
	"[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/theme/",
	"word/header", "word/footer", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml",
}

// tokenize is the floor: it inflates the parts a check reads and tokenizes them. It returns their inflated size.
func tokenize(b *testing.B, data []byte) int64 {
	b.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(b, err)
	var size int64
	for _, f := range z.File {
		read := func(part string) bool { return strings.HasPrefix(f.Name, part) }
		if !strings.HasSuffix(f.Name, ".rels") && !slices.ContainsFunc(readParts, read) {
			continue
		}
		r, err := f.Open()
		require.NoError(b, err)
		d := xml.NewDecoder(r)
		for err == nil {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
		size += d.InputOffset()
		require.NoError(b, r.Close())
	}
	return size
}
