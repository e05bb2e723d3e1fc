package opc

import (
	"fmt"

	"trinhky/internal/domain"
)

// Code says why a file cannot be read; the words for a person follow from it.
type Code string

// The reasons for which a file is turned away.
const (
	CodeNotDocx   Code = "not_docx"   // another kind of file
	CodeLegacyDoc Code = "legacy_doc" // Word 97–2003 .doc, whatever its name says
	CodeEncrypted Code = "encrypted"  // opens only with a password
	CodeMacro     Code = "macro"      // carries macros (.docm)
	CodeLinks     Code = "links"      // a spreadsheet that takes data from elsewhere when it is opened
	CodeTooLarge  Code = "too_large"  // beyond a limit that honest documents stay within
	CodeTooLong   Code = "too_long"   // more cells or pages than can be printed in good time
	CodeBomb      Code = "bomb"       // grows out of proportion when unpacked, or declares XML entities
	CodeDamaged   Code = "damaged"    // a .docx that is broken
	CodeSigned    Code = "signed"     // an edit would break its digital signature
	CodeLayout    Code = "layout"     // the place an edit is meant for was not found
)

// Error is the only error that reading or changing a .docx returns for a fault of the file.
type Error struct {
	Code Code
	// Part is the zip part in which the fault was found, if any.
	Part string
	// Detail is the exact cause, for the log; it never holds the document's text.
	Detail string
	Err    error
}

func (e *Error) Error() string {
	s := "docx: " + string(e.Code)
	if e.Part != "" {
		s += " in " + e.Part
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Message is the cause in the words of the person who brought the file; lang is a language of the domain.
func (e *Error) Message(lang string) string {
	m, ok := messages[e.Code]
	if !ok {
		m = messages[CodeDamaged]
	}
	return m.In(lang)
}

var messages = map[Code]domain.Text{
	CodeNotDocx: {
		VI: "Tệp không phải văn bản Word (.docx). Hãy lưu văn bản bằng định dạng .docx rồi tải lên lại.",
		EN: "The file is not a Word document (.docx). Save the document as .docx and upload it again.",
	},
	CodeLegacyDoc: {
		VI: "Tệp là văn bản Word 97–2003 (.doc). Hãy mở bằng Word, chọn Lưu thành (Save As) dạng .docx rồi tải lên lại.",
		EN: "The file is a Word 97–2003 document (.doc). Open it in Word, save it as .docx and upload it again.",
	},
	CodeEncrypted: {
		VI: "Tệp được đặt mật khẩu mở. Hãy gỡ mật khẩu rồi tải lên lại.",
		EN: "The file is protected by a password to open. Remove the password and upload it again.",
	},
	CodeMacro: {
		VI: "Tệp có chứa macro (.docm). Hãy lưu thành .docx không có macro rồi tải lên lại.",
		EN: "The file contains macros (.docm). Save it as .docx without macros and upload it again.",
	},
	CodeLinks: {
		VI: "Bảng tính lấy dữ liệu từ nơi khác (liên kết ngoài, DDE hoặc kết nối dữ liệu). Hãy ngắt các liên kết, chỉ giữ giá trị, rồi tải lên lại.",
		EN: "The spreadsheet takes data from elsewhere (external links, DDE or connections). Break the links, keep the values and upload it again.",
	},
	CodeTooLarge: {
		VI: "Tệp vượt giới hạn cho phép (dung lượng, số trang hoặc số thành phần). Hãy tách phụ lục hoặc giảm dung lượng rồi tải lên lại.",
		EN: "The file exceeds the limits (size, pages or number of parts). Split the annexes or reduce the size and upload it again.",
	},
	CodeTooLong: {
		VI: "Tệp có quá nhiều ô bảng hoặc quá nhiều trang nên không in ra được trong thời gian cho phép. Hãy tách bảng lớn, phụ lục dài thành tệp kèm theo (.xlsx hoặc .pdf) rồi tải lên lại.",
		EN: "The file has more table cells or pages than can be printed in good time. Move large tables and long annexes to files of their own (.xlsx or .pdf) and upload it again.",
	},
	CodeBomb: {
		VI: "Tệp có cấu tạo bất thường, có thể gây hại, nên không được đọc.",
		EN: "The file is built in an abnormal, possibly harmful way and was not read.",
	},
	CodeSigned: {
		VI: "Tệp đã có chữ ký số nên không thể ghi thêm vào. Hãy dùng bản chưa ký số.",
		EN: "The file carries a digital signature and cannot be written to. Use the copy without a signature.",
	},
	CodeLayout: {
		VI: "Không tìm thấy dòng “Số: …/…” hoặc dòng “…, ngày … tháng … năm …” để ghi số và ngày. Hãy trình bày hai dòng này theo mẫu rồi tải lên lại.",
		EN: "The line “Số: …/…” or the line “…, ngày … tháng … năm …” was not found, so number and date cannot be written. Lay out both lines as the form shows and upload the file again.",
	},
	CodeDamaged: {
		VI: "Tệp bị hỏng, không đọc được. Hãy mở bằng Word, lưu lại rồi tải lên lại.",
		EN: "The file is damaged and cannot be read. Open it in Word, save it and upload it again.",
	},
}

// Fault makes an Error with its exact cause.
func Fault(code Code, part, format string, args ...any) *Error {
	return &Error{Code: code, Part: part, Detail: fmt.Sprintf(format, args...)}
}
