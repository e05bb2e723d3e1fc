package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

// A check goes along with a document while it is read (docx.Visitor): it holds the top, lets the text go by under the
// rules that follow it, and judges what it located when all is read.

// follower is a rule of the running text. It is told of every paragraph once, in order, when it is known to which part
// of the document the paragraph belongs.
type follower interface {
	paragraph(i int, p *anatomy.Para, in anatomy.Zone)
	// end comes after the last paragraph.
	end()
}

// besideFollower is a follower that reads headers, footers and notes as well, after the body.
type besideFollower interface {
	beside(p *docx.Paragraph, where report.Place)
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
func (c *Check) Open(doc *docx.Document) { c.paper.Doc = doc }

// Paragraph is told of each paragraph of the body.
func (c *Check) Paragraph(p *docx.Paragraph) {
	if c.secrecy.paragraph(p); c.secrecy.found {
		return // nothing else of such a file is read
	}
	c.paper.Take(p)
	if !c.paper.LetsGo {
		return
	}
	if !c.paper.Opened {
		c.paper.Open(c.opts.Type)
	}
	c.paper.Seek(false)
	to := c.paper.Count()
	if !c.paper.Closed {
		if c.paper.Tail.Label >= 0 {
			to = c.paper.Tail.Label
		}
		to -= lookback
	}
	c.tell(to)
	c.paper.LetGo(to)
}

// Note is told of each paragraph of the notes.
func (c *Check) Note(kind docx.NoteKind, p *docx.Paragraph) {
	if c.secrecy.found {
		return
	}
	c.endBody()
	c.beside(p, report.Place{Story: string(kind), Order: c.bottom().Order})
}

// tell lets the followers see the paragraphs before a place.
func (c *Check) tell(to int) {
	for ; c.told < to; c.told++ {
		p, in := c.paper.Para(c.told), c.paper.ZoneOf(c.told)
		if p.Text != "" && in != anatomy.ZoneAttached {
			c.lowest = at(p.Paragraph)
		}
		for _, f := range c.followers {
			c.component = f.name
			f.paragraph(c.told, p, in)
		}
	}
}

func (c *Check) beside(p *docx.Paragraph, where report.Place) {
	for _, f := range c.followers {
		if b, ok := f.follower.(besideFollower); ok {
			c.component = f.name
			b.beside(p, where)
		}
	}
}

// endBody comes after the last paragraph of the body: the end of the document is found, and headers and footers are
// read.
func (c *Check) endBody() {
	if c.bodyRead {
		return
	}
	c.bodyRead = true
	if !c.paper.Opened {
		c.paper.Open(c.opts.Type)
	}
	c.paper.Seek(true)
	c.tell(c.paper.Count())
	seen := map[*docx.Story]bool{}
	for _, s := range c.paper.Doc.Sections {
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
			place := report.Place{Section: s.Index, Story: x.name, Order: c.paper.SectionPlace(s).Order}
			for p := range docx.WalkParagraphs(x.story.Blocks) {
				c.beside(p, place)
			}
		}
	}
}

// Located is what the check found of the document's components.
func (c *Check) Located() *anatomy.Layout { return c.paper }

// Finish judges what was located. Of a classified document it reports the mark and nothing else.
func (c *Check) Finish() report.Report {
	out := report.Report{File: c.opts.File, Stage: c.opts.Stage, Lang: c.opts.Lang}
	c.secrecy.document(c.paper.Doc)
	if c.secrecy.found {
		nothing := anatomy.NewLayout()
		nothing.Doc = c.paper.Doc
		*c = Check{opts: c.opts, paper: nothing, component: secrecyComponent.name, secrecy: c.secrecy}
		c.find(report.SecrecyRule, c.secrecy.where, c.secrecy.text, quoted(c.secrecy.text), say("không đưa văn bản mật vào hệ thống", "no classified document in this system"))
		out.Findings = c.findings
		out.Settle(rank)
		return out
	}
	c.endBody()
	if c.outOfScope() {
		out.Findings = c.findings
		out.Settle(rank)
		return out
	}
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
	if c.paper.Title.Known {
		out.Type, out.By = c.paper.Title.Form.Type, c.paper.Title.Evidence
	}
	for _, component := range components {
		if c.paper.Unsure[component.name] {
			out.Unsure = append(out.Unsure, component.name)
		}
	}
	out.Findings = c.findings
	out.Settle(rank)
	return out
}
