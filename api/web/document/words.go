package document

import "trinhky/internal/domain"

// documentTypes and the rest list every value that has a name in the
// catalogues, in the order people choose from.
var (
	documentTypes = []domain.DocumentType{
		domain.TypeOfficialLetter, domain.TypeResolution, domain.TypeDecision, domain.TypeDirective, domain.TypeStatute, domain.TypeRules,
		domain.TypeCommunique, domain.TypeNotice, domain.TypeGuidance, domain.TypeProgramme, domain.TypePlan, domain.TypeOption,
		domain.TypeScheme, domain.TypeProject, domain.TypeReport, domain.TypeMinutes, domain.TypeSubmission, domain.TypeContract,
		domain.TypeTelegram, domain.TypeMemorandum, domain.TypeAgreement, domain.TypeAuthorization, domain.TypeInvitation,
		domain.TypeIntroduction, domain.TypeLeavePermit, domain.TypeDispatchSlip, domain.TypeTransferSlip, domain.TypeNotificationTag,
		domain.TypeOfficialNote,
	}
	urgencies       = []domain.Urgency{domain.UrgencyNormal, domain.UrgencyUrgent, domain.UrgencyVeryUrgent, domain.UrgencyExpress}
	documentStates  = []domain.DocumentState{domain.DocumentDraft, domain.DocumentOnRoute, domain.DocumentReturned, domain.DocumentNumbered, domain.DocumentIssued, domain.DocumentWithdrawn}
	signerPositions = []domain.Position{domain.PositionChair, domain.PositionViceChair, domain.PositionChiefOfOffice}
	annexKinds      = []domain.AnnexKind{domain.AnnexSubmission, domain.AnnexAttachment}
)
