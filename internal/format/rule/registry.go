// Package rule is the registry of the format rules: one component of a document a file.
package rule

import "trinhky/internal/format/report"

// Rule is one line of the registry: what an id checks, how hard, by which place of the decree, and how to mend it.
type Rule struct {
	ID       string
	Severity report.Severity
	// Label names what is measured, as the message begins: "Lề trái".
	Label    report.Words
	Citation report.Words
	// Mend says how to put it right in Word.
	Mend report.Words
}

// component is a group of rules that look at one part of the document.
type component struct {
	name  string
	rules []Rule
	// check judges what was located, when all is read; follow makes what goes along with the text. Either may be nil.
	check  func(*Check)
	follow func(*Check) follower
}

// components is the registry, in the order of Annex I. A file that bears a mark of state secrecy stops before it.
var components = []component{
	pageComponent, overflowComponent, unreadComponent, fontComponent, textComponent,
	nationalNameComponent, mottoComponent, headerComponent, agencyComponent, numberComponent, placeDateComponent,
	typeNameComponent, subjectComponent, addresseesComponent,
	legalBasisComponent, bodyComponent, structureComponent,
	authorityComponent, signerComponent, recipientsComponent,
	urgencyComponent, circulationComponent, drafterComponent, contactComponent, annexComponent, citationComponent, capitalComponent, spellingComponent,
}

// registry finds a rule by its id, rank the place of a component among the others. They are filled at start: the checks
// they lead to name rules by id themselves.
var (
	registry = map[string]*Rule{}
	rank     = map[string]int{}
)

func init() {
	for n, c := range append([]component{secrecyComponent, scopeComponent}, components...) {
		rank[c.name] = n
		for i := range c.rules {
			registry[c.rules[i].ID] = &c.rules[i]
		}
	}
}

// Rules lists the registry in its order, for an office that sets severities and for the documentation.
func Rules() []Rule {
	var all []Rule
	for _, c := range append([]component{secrecyComponent, scopeComponent}, components...) {
		all = append(all, c.rules...)
	}
	return all
}

// annexI cites a place of Annex I, Part I: "mục II.1.a".
func annexI(item string) report.Words {
	return say("Phụ lục I, Phần I, mục "+item, "Annex I, Part I, item "+item)
}

func annexII(item string) report.Words {
	return say("Phụ lục II, mục "+item, "Annex II, item "+item)
}

func annexIII(item string) report.Words {
	return say("Phụ lục III, mục "+item, "Annex III, item "+item)
}

// The words of findings under short names: every rule speaks with them.
var (
	say, sayf, same, quoted = report.Say, report.Sayf, report.Same, report.Quoted
	sizes, at               = report.Sizes, report.At
)
