package format_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// apart says whether two defects can be planted together and still be told apart: neither undoes the other, and neither
// takes away or moves what the other is seen on.
func apart(a, b pair) bool {
	return a.rule != b.rule && commute(a, b) && !hides(a, b) && !hides(b, a)
}

// commute says that the defects change different parts of the document; one that takes away the line the other changes
// makes it panic.
func commute(a, b pair) (apart bool) {
	defer func() {
		if recover() != nil {
			apart = false
		}
	}()
	one, other := a.base(), a.base()
	a.plant(one)
	b.plant(one)
	b.plant(other)
	a.plant(other)
	return reflect.DeepEqual(one, other)
}

// hides says that one defect changes what the other is seen on.
func hides(one, other pair) bool {
	component, _, _ := strings.Cut(one.rule, ".")
	theirs, _, _ := strings.Cut(other.rule, ".")
	gone := strings.HasSuffix(one.rule, ".present")
	switch {
	case component == "secrecy" || component == "scope": // nothing else is read
		return true
	case gone && component == theirs:
		return true
	case gone && (component == "national-name" || component == "motto" || component == "number" || component == "type-name"):
		// Without its anchors the rest of a header may only be guessed at; each is planted by itself above.
		return true
	case one.rule == "unread.object" && other.rule == "body.spacing-before-after": // a drawing between is space enough
		return true
	case one.rule == "national-name.place": // another header altogether
		return true
	case one.rule == "header.sizes":
		return strings.HasSuffix(other.rule, ".size") || theirs == "motto" || theirs == "national-name"
	case strings.HasSuffix(one.rule, ".rule"): // the line's length follows the text above it
		return component == theirs
	case one.rule == "recipients.present":
		return other.rule == "font.family"
	case one.rule == "signer.present" || one.rule == "authority.present":
		return theirs == "signer" || theirs == "authority" || other.rule == "font.family" || other.rule == "recipients.place"
	case one.rule == "subject.present" || one.rule == "subject.prefix": // a công văn is told by what is left of these
		return other.rule == "addressees.present" || other.rule == "number.grammar"
	case one.rule == "subject.place": // its distance from the number, and that it stands below it, are measured in its own place
		return theirs == "subject"
	case component == "capital" || component == "citation": // a text of its own, which may be short or begin as a legal basis does
		return other.rule == "body.style" || other.rule == "text.unicode"
	case one.rule == "body.style": // what is in capitals is measured as a title
		return theirs == "body"
	case one.rule == "number.place": // the date stands level with the number in its own place, the subject below it
		return other.rule == "place-date.place" || theirs == "subject"
	case one.rule == "structure.numbering":
		return theirs == "structure"
	}
	return false
}

func TestDefectsPlantedTogetherAreEachFound(t *testing.T) {
	t.Parallel()
	byBase := map[uintptr][]pair{}
	var bases []uintptr
	for _, p := range pairs {
		if p.stage == "" {
			name := reflect.ValueOf(p.base).Pointer()
			if byBase[name] == nil {
				bases = append(bases, name)
			}
			byBase[name] = append(byBase[name], p)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		pool := byBase[rapid.SampledFrom(bases).Draw(r, "base")]
		var chosen []pair
		for range rapid.IntRange(2, 7).Draw(r, "defects") {
			p := rapid.SampledFrom(pool).Draw(r, "defect")
			fits := true
			for _, c := range chosen {
				fits = fits && apart(p, c)
			}
			if fits {
				chosen = append(chosen, p)
			}
		}
		s := pool[0].base()
		var want []string
		for _, p := range chosen {
			p.plant(s)
			want = append(want, p.rule)
		}
		got := ruleIDs(checkBytes(r, s))
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			r.Fatalf("planted %v\nfound   %v", want, got)
		}
	})
}

// sameBase says whether a defect is planted in the document that build makes.
func sameBase(p pair, build func() *docxgen.Spec) bool {
	return reflect.ValueOf(p.base).Pointer() == reflect.ValueOf(build).Pointer()
}

func checkBytes(r *rapid.T, s *docxgen.Spec) format.Report {
	data := s.Bytes()
	report, err := format.CheckFile(r.Context(), strings.NewReader(string(data)), int64(len(data)), format.Options{})
	if err != nil {
		r.Fatal(err)
	}
	return report
}
