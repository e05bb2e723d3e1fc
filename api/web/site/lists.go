package site

// Choice is one box to tick.
type Choice struct {
	ID     string
	Name   string
	Chosen bool
}

// PageSize is how many rows a list shows before it offers the next.
const PageSize = 50
