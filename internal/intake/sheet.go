package intake

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
)

const (
	sheetMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

// spreadsheet refuses a workbook with macros, one that takes data from elsewhere
// when it is opened, a bomb, what cannot be read, and one that is marked secret.
func (s *Service) spreadsheet(ctx context.Context, pkg *opc.Package, main string) error {
	if err := pkg.WithoutMacros(); err != nil {
		return docxFault(err)
	}
	if err := withoutLinks(pkg); err != nil {
		return docxFault(err)
	}
	w := &workbook{pkg: pkg, shared: map[string]cellText{}}
	if err := w.read(ctx, main); err != nil {
		return docxFault(err)
	}
	if w.secret {
		return &domain.Error{Code: domain.ErrUnsupported, Key: "upload.secret"}
	}
	return nil
}

// linkKinds are relationships by which a workbook takes data from elsewhere, and
// linkTypes what the parts behind them claim to be.
var (
	linkKinds = []string{"externalLink", "externalLinkPath", "externalLinkLong", "connections", "queryTable", "xlPathMissing", "oleObject"}
	linkTypes = []string{"externallink+xml", "connections+xml", "querytable+xml", "oleobject", "activex", "customdata"}
)

// withoutLinks refuses every way out of the workbook but a link that a person
// clicks.
func withoutLinks(pkg *opc.Package) error {
	for name := range pkg.Names() {
		contentType := strings.ToLower(pkg.ContentType(name))
		if slices.ContainsFunc(linkTypes, func(t string) bool { return strings.Contains(contentType, t) }) {
			return opc.Fault(opc.CodeLinks, name, "content type %q", contentType)
		}
		owner, ok := opc.RelationshipsOwner(name)
		if !ok {
			continue
		}
		rels, err := pkg.ReadRelationships(owner)
		if err != nil {
			return err
		}
		for _, r := range rels {
			if slices.Contains(linkKinds, r.Kind) || r.External && r.Kind != "hyperlink" {
				return opc.Fault(opc.CodeLinks, name, "relationship of kind %s", r.Kind)
			}
		}
	}
	return nil
}

// reachesOut finds in a formula what asks another program or address: a DDE link,
// and the functions that call one.
var reachesOut = regexp.MustCompile(`(?i)(^|[^\w.])(_xlfn\.)?(DDE|WEBSERVICE|RTD|IMAGE|CALL|REGISTER(\.ID)?|EXEC)\s*\(|\|[^|!]*!`)

// quoted are the texts within a formula, which are no part of its language.
var quoted = regexp.MustCompile(`"[^"]*"`)

func isLink(formula string) bool {
	if strings.ContainsRune(formula, '|') || strings.ContainsRune(formula, '(') {
		return reachesOut.MatchString(quoted.ReplaceAllString(formula, `""`))
	}
	return false
}
