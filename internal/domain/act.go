package domain

// Act is what a person does to a case. Each process names its own acts.
type Act string

// Event is what came of an act, or what the system did, in the past tense. Each
// process names its own events.
type Event string

// Door is the way by which an act came in.
type Door string

// Doors.
const (
	DoorPage    Door = "page"
	DoorAPI     Door = "api"
	DoorOutside Door = "outside" // seen outside the system and recorded by the Office
	DoorSystem  Door = "system"  // the workflow itself: silence, format check, publication
)
