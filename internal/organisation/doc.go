// Package organisation holds who works where: units, people, the positions they
// hold, their accounts and the authority they have delegated, read from strict
// YAML. It carries the demo organisation, makes an empty installation's first
// two units, and puts either into the store.
package organisation
