package organisation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// The letter's closing gives tracking to the Office, with Internal Affairs
// reading the figures; whatever is not listed here is denied.
func TestEachRoleOfTheDemoMayDoWhatItsPositionGivesAndNoMore(t *testing.T) {
	t.Parallel()
	all := []regulation.Permission{
		regulation.PermDraft, regulation.PermTracking, regulation.PermRecordOutside, regulation.PermRegister,
		regulation.PermSigningQueue, regulation.PermAdmin,
	}
	o := demo(t)
	for username, want := range map[string][]regulation.Permission{
		"chu-tich":                {regulation.PermTracking, regulation.PermRegister, regulation.PermSigningQueue},
		"pho-chu-tich-2":          {regulation.PermTracking, regulation.PermRegister, regulation.PermSigningQueue},
		"chanh-van-phong":         {regulation.PermDraft, regulation.PermTracking, regulation.PermRecordOutside, regulation.PermRegister, regulation.PermSigningQueue},
		"kiem-tra-the-thuc":       {regulation.PermTracking, regulation.PermRegister},
		"chuyen-vien-theo-doi":    {regulation.PermDraft, regulation.PermTracking, regulation.PermRecordOutside, regulation.PermRegister},
		"van-thu":                 {regulation.PermRegister},
		"truong-phong-noi-vu":     {regulation.PermDraft, regulation.PermRegister},
		"pho-truong-phong-noi-vu": {regulation.PermDraft, regulation.PermRegister},
		"chuyen-vien-y-te":        {regulation.PermDraft, regulation.PermRegister},
		"cong-chuc-rach-soi":      {regulation.PermDraft, regulation.PermRegister},
		"theo-doi-thi-dua":        {regulation.PermTracking, regulation.PermRegister},
		"quan-tri":                {regulation.PermAdmin},
	} {
		actor, ok := o.Actor(username)
		require.True(t, ok, username)
		var may []regulation.Permission
		for _, p := range all {
			if regulation.Can(actor, p, today) {
				may = append(may, p)
			}
		}
		require.Equal(t, want, may, username)
		for _, p := range all {
			require.False(t, regulation.Can(actor, p, today.AddDate(-10, 0, 0)), "%s before the appointment", username)
			require.False(t, regulation.Can(domain.Actor{}, p, today), "nobody may %s", p)
		}
	}
}

func TestTheOfficeAndTheLeadersSeeEveryDossierOthersThoseOfTheirUnits(t *testing.T) {
	t.Parallel()
	o := demo(t)
	for username, unit := range map[string]string{
		"chu-tich": "", "pho-chu-tich-1": "", "chanh-van-phong": "", "chuyen-vien-theo-doi": "", "kiem-tra-the-thuc": "", "van-thu": "",
		"truong-phong-y-te": "YT", "chuyen-vien-y-te": "YT", "chu-tich-vinh-lac": "VL", "pho-truong-phong-noi-vu": "NV",
	} {
		actor, _ := o.Actor(username)
		v := regulation.Sees(actor, today)
		require.Equal(t, unit == "", v.SeesAll, username)
		if unit != "" {
			require.Equal(t, []string{o.Unit(unit).ID}, v.UnitIDs, username)
		}
	}
	administrator, _ := o.Actor("quan-tri")
	v := regulation.Sees(administrator, today)
	require.False(t, v.SeesAll, "keeping the accounts is no reason to read the dossiers")
	require.Empty(t, v.UnitIDs)
}
