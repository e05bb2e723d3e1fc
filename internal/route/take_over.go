package route

// TakeOver puts a route where its record stands. What acts change comes from the
// record; what the plan fixed stays the route's own, and so does who is told of
// late steps, which the record does not hold.
func TakeOver(r *Route, recorded Route) {
	steps := append([]Step(nil), recorded.Steps...)
	for i := range steps {
		s := &steps[i]
		if s.Kind == StepDrafting {
			s.Superior = superiorOfDrafter(r)
		} else if planned := r.Step(s.Key); planned != nil {
			s.Superior = planned.Superior
		}
	}
	r.State, r.VersionID, r.VersionSHA256 = recorded.State, recorded.VersionID, recorded.VersionSHA256
	r.Steps, r.Seq, r.Facts, r.Revision = steps, recorded.Seq, recorded.Facts, recorded.Revision
}
