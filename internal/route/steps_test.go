package route_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// Steps lie in histories, in inputs of running workflows and in the contract: their
// parts must not show there.
func TestAStepLiesFlatInJSON(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 5, 2, 0, 0, 0, time.UTC)
	step := route.Step{
		Planned: route.Planned{
			Key: "consultation:TCKH", Round: 2, Kind: route.StepConsultation, Stage: 3, UnitID: "finance", Position: domain.PositionUnitHead,
			PersonID: "p", WorkingDays: 5, LegalBasis: "b", Superior: &domain.Addressee{PersonID: "vice1"},
		},
		State: route.StepDone,
		Clock: domain.Clock{
			OpenedAt: at, DueAt: at, RemindAt: []time.Time{at}, EscalateAt: at, IdleAt: at, Reminded: 1, DueNoticed: true, Escalated: true,
		},
		Decision: route.Decision{DecidedAt: at, DecidedBy: "d", Form: domain.FormKT, VersionID: "v", Verdict: route.VerdictDisagree, Text: "t", FileSHA256: "f"},
		Answered: route.Answered{Answer: route.AnswerExplained, AnswerText: "a"},
	}
	const flat = `{"key": "consultation:TCKH", "round": 2, "kind": "consultation", "stage": 3, "unit_id": "finance", "position": "unit_head",
		"person_id": "p", "working_days": 5, "legal_basis": "b", "superior": {"person_id": "vice1"}, "state": "done",
		"opened_at": "2024-03-05T02:00:00Z", "due_at": "2024-03-05T02:00:00Z", "remind_at": ["2024-03-05T02:00:00Z"],
		"escalate_at": "2024-03-05T02:00:00Z", "idle_at": "2024-03-05T02:00:00Z", "reminded": 1, "due_noticed": true, "escalated": true,
		"decided_at": "2024-03-05T02:00:00Z", "decided_by": "d", "form": "KT.", "version_id": "v", "verdict": "disagree", "text": "t",
		"file_sha256": "f", "answer": "explained", "answer_text": "a"}`
	encoded, err := json.Marshal(step)
	require.NoError(t, err)
	require.JSONEq(t, flat, string(encoded))
	var decoded route.Step
	require.NoError(t, json.Unmarshal([]byte(flat), &decoded))
	require.Equal(t, step, decoded)

	untouched, err := json.Marshal(route.Step{})
	require.NoError(t, err)
	require.JSONEq(t, `{"key": "", "round": 0, "kind": "", "stage": 0, "unit_id": "", "position": "", "state": "", "working_days": 0, "legal_basis": ""}`, string(untouched))
}
