package docxgen

//go:generate go run ./fixtures -dir ../../testdata

// Fixtures are the documents kept in testdata, by file name.
func Fixtures() map[string]*Spec {
	return map[string]*Spec{
		"288-UBND-VP.docx":           Letter(),
		"288-UBND-VP.corrected.docx": LetterDraft(),
	}
}
