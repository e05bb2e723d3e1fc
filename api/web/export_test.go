package web

import (
	"io/fs"

	"trinhky/internal/docx"
	"trinhky/internal/format"
)

// CheckPages reads pages as the start does.
func CheckPages(files fs.FS) error {
	bundled, err := loadAssets(files)
	if err != nil {
		return err
	}
	_, err = loadPages(files, bundled)
	return err
}

// NearestPlace is the paragraph to whose place in the PDF a finding leads.
func NearestPlace(doc *docx.Document, at format.Place) int { return placesOf(doc).of(at) }
