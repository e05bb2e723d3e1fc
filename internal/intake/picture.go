package intake

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the two kinds of pictures annexes may be
	_ "image/png"
	"io"

	"trinhky/internal/domain"
)

// maxPixels bounds a picture: 100 megapixels is an A0 sheet at 300 dpi.
const maxPixels = 150_000_000

// picture requires a head that can be read and the end that a file cut short has
// lost. It is never unpacked: nobody here needs its pixels.
func picture(r io.ReaderAt, size int64) (string, error) {
	config, kind, err := image.DecodeConfig(io.NewSectionReader(r, 0, size))
	if err == nil {
		err = pictureEnds(kind, r, size)
	}
	switch {
	case err != nil:
		return "", &domain.Error{Code: domain.ErrUnsupported, Key: "upload.damaged", Cause: err}
	case int64(config.Width)*int64(config.Height) > maxPixels:
		return "", &domain.Error{Code: domain.ErrTooLarge, Key: "upload.bomb"}
	case kind == "png":
		return mediaPNG, nil
	}
	return mediaJPEG, nil
}

func pictureEnds(kind string, r io.ReaderAt, size int64) error {
	if kind == "jpeg" {
		return jpegEnds(bufio.NewReader(io.NewSectionReader(r, 0, size)))
	}
	tail := make([]byte, min(size, 2048))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the upload: %w", err)
	}
	if !bytes.Contains(tail, []byte("IEND\xaeB`\x82")) {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// jpegEnds walks the segments to the image itself and requires its end mark
// there: earlier ones are of the small picture cameras put inside, and cameras
// add data of their own behind it.
func jpegEnds(r *bufio.Reader) error {
	if _, err := r.Discard(2); err != nil {
		return err
	}
	for {
		for fill, err := r.Peek(2); err == nil && fill[0] == 0xff && fill[1] == 0xff; fill, err = r.Peek(2) {
			_, _ = r.Discard(1) // it has just been seen
		}
		var head [4]byte // mark, length with itself
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return err
		}
		if head[0] != 0xff {
			return errors.New("a segment of the picture does not begin with its mark")
		}
		if _, err := r.Discard(int(head[2])<<8 + int(head[3]) - 2); err != nil {
			return err
		}
		if head[1] == 0xda { // the image follows; its own bytes never look like a mark
			break
		}
	}
	for last := byte(0); ; {
		b, err := r.ReadByte()
		if err != nil {
			return io.ErrUnexpectedEOF
		}
		if last == 0xff && b == 0xd9 {
			return nil
		}
		last = b
	}
}
