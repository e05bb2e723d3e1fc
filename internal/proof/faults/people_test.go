package faults

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// patience is how long a person keeps pressing the button.
const patience = 15 * time.Minute

// people take letters of one division through the office, each on an errand that
// may turn back once or be withdrawn.
type people struct {
	t    *testing.T
	in   *testkit.Installation
	file []byte
	unit string // whose opinion is asked

	mu       sync.Mutex
	signedIn map[string]*testkit.Client
	answered []answered
	errands  []*errand
}

// answered is a decision that a person was told is done.
type answered struct {
	document string
	act      domain.Act
	receipt  route.Receipt
}

// errand is one document and what people mean to do with it.
type errand struct {
	id   string
	acts []act
	ends domain.DocumentState
}

type act struct {
	act     domain.Act
	who     string
	verdict route.Verdict
	text    string
}

var (
	submit  = act{act: route.ActSubmit, who: "chuyen-vien-van-hoa-thong-tin"}
	clear   = act{act: route.ActClear, who: "truong-phong-van-hoa-thong-tin"}
	confirm = act{act: route.ActConfirmFormat, who: "kiem-tra-the-thuc"}
	opine   = act{act: route.ActGiveOpinion, who: "truong-phong-tai-chinh-ke-hoach", verdict: route.VerdictAgree}
	review  = act{act: route.ActReview, who: "chanh-van-phong"}
	turn    = act{act: route.ActReturn, who: "chanh-van-phong", text: "Cần nêu rõ căn cứ"}
	sign    = act{act: route.ActSign, who: "pho-chu-tich-2"}
	issue   = act{act: route.ActIssue, who: "van-thu"}
	take    = act{act: route.ActWithdraw, who: "chuyen-vien-van-hoa-thong-tin"}

	straight = []act{submit, clear, confirm, opine, review, sign, issue}
	// A return by the reviewer leaves what was decided before it in force.
	returned  = []act{submit, clear, confirm, opine, turn, submit, review, sign, issue}
	withdrawn = []act{submit, clear, confirm, take}
)

func (y *yard) people() *people {
	y.t.Helper()
	p := &people{t: y.t, in: y.in, file: testkit.Fixture(y.t, "288-UBND-VP.corrected.docx"), signedIn: map[string]*testkit.Client{}}
	for _, a := range append(returned, take) {
		p.client(a.who)
	}
	var units struct{ Items []domain.Unit }
	p.client(issue.who).Get("/api/v1/units", &units)
	for _, u := range units.Items {
		if u.Code == "TCKH" {
			p.unit = u.ID
		}
	}
	require.NotEmpty(y.t, p.unit)
	return p
}

// client is a person at the API, signed in.
func (p *people) client(who string) *testkit.Client {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.signedIn[who] == nil {
		p.signedIn[who] = p.in.SignIn(who).Within(20 * time.Second)
	}
	return p.signedIn[who]
}

// insist does the same again until it is answered, as a person does who presses
// the button again while a server is away. A refusal is an error.
func insist(what string, try func() (status int, body []byte), want ...int) ([]byte, error) {
	deadline := time.Now().Add(patience)
	ticker := time.NewTicker(250 * time.Millisecond)
	defer ticker.Stop()
	for {
		status, body := try()
		for _, w := range want {
			if status == w {
				return body, nil
			}
		}
		switch {
		case status != 0 && status < 500 && status != http.StatusAccepted:
			return nil, fmt.Errorf("%s: %d %s", what, status, body)
		case time.Now().After(deadline):
			return nil, fmt.Errorf("%s: no answer in time; last %d %s", what, status, body)
		}
		<-ticker.C
	}
}

// draft uploads the letter for an errand.
func (p *people) draft(acts []act, n int) (*errand, error) {
	e := &errand{acts: acts, ends: domain.DocumentIssued}
	if acts[len(acts)-1].act == route.ActWithdraw {
		e.ends = domain.DocumentWithdrawn
	}
	key := uuid.NewString()
	_, err := insist("draft", func() (status int, body []byte) {
		status, body, e.id = p.client(submit.who).TryDraft(p.file, map[string]any{
			"type": domain.TypeOfficialLetter, "subject": fmt.Sprintf("văn bản thử sự cố số %d", n), "notation": "UBND-VHTT",
			"urgency": domain.UrgencyNormal, "signer_position": domain.PositionViceChair, "consulted_units": []string{p.unit}, "sectors": []string{"van-hoa"},
		}, key)
		return status, body
	}, http.StatusCreated)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.errands = append(p.errands, e)
	return e, nil
}

// decide insists on one act until its record is written.
func (p *people) decide(e *errand, a act) error {
	decision := map[string]any{"act": a.act}
	if a.verdict != "" {
		decision["verdict"] = a.verdict
	}
	if a.text != "" {
		decision["text"] = a.text
	}
	key := uuid.NewString()
	body, err := insist(fmt.Sprintf("%s on %s", a.act, e.id), func() (int, []byte) {
		return p.client(a.who).Do(http.MethodPost, "/api/v1/documents/"+e.id+"/decisions", decision, key)
	}, http.StatusOK)
	if err != nil {
		return err
	}
	done := answered{document: e.id, act: a.act}
	if err := json.Unmarshal(body, &done.receipt); err != nil {
		return fmt.Errorf("%s on %s: %w", a.act, e.id, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answered = append(p.answered, done)
	return nil
}

// answers are all decisions that people were told are done.
func (p *people) answers() []answered {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.answered)
}

// run takes an errand to its end.
func (p *people) run(e *errand) error { return p.upTo(e, len(e.acts), 0) }

// upTo takes an errand as far as so many of its acts, from the given one on.
func (p *people) upTo(e *errand, to, from int) error {
	for _, a := range e.acts[from:to] {
		if err := p.decide(e, a); err != nil {
			return err
		}
	}
	return nil
}

// busy has so many at once take errands one after another until stop is closed,
// each to its end. The returned function waits for them.
func (p *people) busy(atOnce int, random *rand.Rand, stop <-chan struct{}) (wait func()) {
	kinds := [][]act{straight, straight, returned, straight, withdrawn}
	faults := make(chan error, atOnce)
	var working sync.WaitGroup
	for worker := range atOnce {
		mine := rand.New(rand.NewPCG(random.Uint64(), uint64(worker)))
		working.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				e, err := p.draft(kinds[mine.IntN(len(kinds))], worker*1000+n)
				if err == nil {
					err = p.run(e)
				}
				if err != nil {
					faults <- err
					return
				}
			}
		})
	}
	return func() {
		p.t.Helper()
		working.Wait()
		close(faults)
		for err := range faults {
			require.NoError(p.t, err)
		}
	}
}
