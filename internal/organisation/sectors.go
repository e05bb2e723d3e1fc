package organisation

import (
	_ "embed"
	"slices"
	"sync"

	"trinhky/internal/domain"
	"trinhky/internal/strictyaml"
)

// Sector is a field of government work that a draft may touch.
type Sector struct {
	ID          string `yaml:"id"`
	domain.Text `yaml:",inline"`
}

//go:embed sectors.yaml
var sectorsFile []byte

var readSectors = sync.OnceValue(func() []Sector {
	var f struct {
		Sectors []Sector `yaml:"sectors"`
	}
	if err := strictyaml.Decode(sectorsFile, &f).Err(); err != nil {
		panic(err) // compiled in; its test reads it
	}
	return f.Sectors
})

// Sectors are all that are known, in the order people read them.
func Sectors() []Sector { return slices.Clone(readSectors()) }

// SectorOf returns the sector with the id; an id that is not known names itself.
func SectorOf(id string) Sector {
	for _, s := range readSectors() {
		if s.ID == id {
			return s
		}
	}
	return Sector{ID: id, Text: domain.Same(id)}
}

func knownSector(id string) bool {
	return slices.ContainsFunc(readSectors(), func(s Sector) bool { return s.ID == id })
}
