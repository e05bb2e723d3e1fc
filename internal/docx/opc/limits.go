package opc

// Limits bound what a file may cost to read. A zero field takes its value from DefaultLimits.
type Limits struct {
	// FileBytes is the largest file.
	FileBytes int64
	// Entries is the largest number of zip entries.
	Entries int
	// PartBytes bounds one inflated part, TotalBytes all parts read together; both are counted as they stream.
	PartBytes, TotalBytes int64
	// Ratio bounds inflated to compressed bytes of a part, once it has grown beyond one mebibyte.
	Ratio int64
	// Depth bounds the nesting of XML elements.
	Depth int
	// TagBytes bounds one XML tag with its attributes.
	TagBytes int
	// TextBytes bounds the text of the document, Paragraphs its paragraphs and Runs its runs, cells, drawings, fields
	// and notes together.
	TextBytes        int64
	Paragraphs, Runs int
	// Cells and Pages bound what is printed; pages are counted by breaks, sections and text. LibreOffice takes about a
	// minute of a small machine over either.
	Cells, Pages int
}

// DefaultLimits leave room for an annex of several hundred pages with its tables, and stop well before a small
// machine feels it.
func DefaultLimits() Limits {
	return Limits{
		FileBytes: 50 << 20, Entries: 4096,
		PartBytes: 64 << 20, TotalBytes: 128 << 20, Ratio: 250,
		Depth: 200, TagBytes: 1 << 20,
		TextBytes: 16 << 20, Paragraphs: 100_000, Runs: 250_000,
		Cells: 30_000, Pages: 1_000,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	setDefault(&l.FileBytes, d.FileBytes)
	setDefault(&l.Entries, d.Entries)
	setDefault(&l.PartBytes, d.PartBytes)
	setDefault(&l.TotalBytes, d.TotalBytes)
	setDefault(&l.Ratio, d.Ratio)
	setDefault(&l.Depth, d.Depth)
	setDefault(&l.TagBytes, d.TagBytes)
	setDefault(&l.TextBytes, d.TextBytes)
	setDefault(&l.Paragraphs, d.Paragraphs)
	setDefault(&l.Runs, d.Runs)
	setDefault(&l.Cells, d.Cells)
	setDefault(&l.Pages, d.Pages)
	return l
}

func setDefault[T int | int64](v *T, d T) {
	if *v <= 0 {
		*v = d
	}
}
