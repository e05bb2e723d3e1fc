// Package door is what the pages and the API share, so that one question gets one
// answer at both: the status and the words of an error or a refusal, the names of
// acts and steps, the limits of what is sent, and the parts both stand on.
package door
