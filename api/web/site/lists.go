package site

// Choice is one thing to choose: an option, a box to tick.
type Choice struct {
	ID     string
	Name   string
	Chosen bool
}

// Choices names values of a family of keys, one of them chosen.
func Choices[T ~string](visit *Visit, family string, values []T, chosen T) []Choice {
	out := make([]Choice, 0, len(values))
	for _, v := range values {
		out = append(out, Choice{ID: string(v), Name: visit.T(family + string(v)), Chosen: v == chosen})
	}
	return out
}

// Choose marks the one with the id as chosen, and no other.
func Choose(choices []Choice, id string) {
	for i := range choices {
		choices[i].Chosen = choices[i].ID == id
	}
}

// PageSize is how many rows a list shows before it offers the next.
const PageSize = 50
