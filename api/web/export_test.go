package web

import "io/fs"

// CheckPages reads pages as the start does.
func CheckPages(files fs.FS) error {
	bundled, err := loadAssets(files)
	if err != nil {
		return err
	}
	_, err = loadPages(files, bundled)
	return err
}
