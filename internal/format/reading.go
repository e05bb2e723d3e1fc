package format

import (
	"trinhky/internal/docx"
)

// A check goes along with a document while it is read (docx.Visitor): it holds the top, lets the text go by under the
// rules that follow it, and judges what it located when all is read.

// follower is a rule of the running text. It is told of every paragraph once, in order, when it is known to which part
// of the document the paragraph belongs.
type follower interface {
	paragraph(i int, p *para, in zone)
	// end comes after the last paragraph.
	end()
}

// bystander is a follower that reads headers, footers and notes as well, after the body.
type bystander interface {
	beside(p *docx.Paragraph, where Place)
}

// following is a follower under the name of its component.
type following struct {
	name string
	follower
}

// lookback is how many paragraphs above the Nơi nhận line, or above the end of a document without one, the signature
// may begin.
const lookback = 256

// Open is told of the settings.
func (c *check) Open(doc *docx.Document) { c.doc = doc }

// Paragraph is told of each paragraph of the body.
func (c *check) Paragraph(p *docx.Paragraph) {
	if c.secrecy.paragraph(p); c.secrecy.found {
		return // nothing else of such a file is read
	}
	c.take(p)
	if !c.letsGo {
		return
	}
	if !c.opened {
		c.open(c.opts)
	}
	c.seek(false)
	to := c.count()
	if !c.closed {
		if c.label >= 0 {
			to = c.label
		}
		to -= lookback
	}
	c.tell(to)
	c.letGo(to)
}

// Note is told of each paragraph of the notes.
func (c *check) Note(kind docx.NoteKind, p *docx.Paragraph) {
	if c.secrecy.found {
		return
	}
	c.endBody()
	c.beside(p, Place{Story: string(kind), order: c.bottom().order})
}

// tell lets the followers see the paragraphs before a place.
func (c *check) tell(to int) {
	for ; c.told < to; c.told++ {
		p, in := c.para(c.told), c.zoneOf(c.told)
		if p.text != "" && in != zoneAttached {
			c.lowest = at(p.Paragraph)
		}
		for _, f := range c.followers {
			c.component = f.name
			f.paragraph(c.told, p, in)
		}
	}
}

func (c *check) beside(p *docx.Paragraph, where Place) {
	for _, f := range c.followers {
		if b, ok := f.follower.(bystander); ok {
			c.component = f.name
			b.beside(p, where)
		}
	}
}

// endBody comes after the last paragraph of the body: the end of the document is found, and headers and footers are
// read.
func (c *check) endBody() {
	if c.bodyRead {
		return
	}
	c.bodyRead = true
	if !c.opened {
		c.open(c.opts)
	}
	c.seek(true)
	c.tell(c.count())
	seen := map[*docx.Story]bool{}
	for _, s := range c.doc.Sections {
		stories := []struct {
			name  string
			story *docx.Story
		}{
			{"header", s.Headers.First},
			{"header", s.Headers.Default},
			{"header", s.Headers.Even},
			{"footer", s.Footers.First},
			{"footer", s.Footers.Default},
			{"footer", s.Footers.Even},
		}
		for _, x := range stories {
			if x.story == nil || seen[x.story] {
				continue
			}
			seen[x.story] = true
			place := Place{Section: s.Index, Story: x.name, order: c.sectionPlace(s).order}
			for p := range docx.WalkParagraphs(x.story.Blocks) {
				c.beside(p, place)
			}
		}
	}
}

// finish judges what was located. Of a classified document it reports the mark and nothing else.
func (c *check) finish() Report {
	report := Report{File: c.opts.File, Stage: c.opts.Stage, Lang: c.opts.Lang}
	c.secrecy.document(c.doc)
	if c.secrecy.found {
		*c = check{opts: c.opts, layout: &layout{doc: c.doc}, component: secrecyComponent.name, secrecy: c.secrecy}
		c.find(secrecyRule, c.secrecy.where, c.secrecy.text, quoted(c.secrecy.text), say("không đưa văn bản mật vào hệ thống", "no classified document in this system"))
		report.Findings = c.findings
		report.settle()
		return report
	}
	c.endBody()
	for _, f := range c.followers {
		c.component = f.name
		f.end()
	}
	for _, component := range components {
		if component.check != nil {
			c.component = component.name
			component.check(c)
		}
	}
	if c.known {
		report.Type, report.By = c.form.Type, c.evidence
	}
	for _, component := range components {
		if c.unsure[component.name] {
			report.Unsure = append(report.Unsure, component.name)
		}
	}
	report.Findings = c.findings
	report.settle()
	return report
}
