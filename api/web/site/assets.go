package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

const (
	staticPath = "/static/"
	assetRoute = staticPath + ":hash/*file"
)

// assets are the files beside the pages. They are served under their common
// hash, so that browsers may keep them for good and a new release is seen at once.
type assets struct {
	hash  string
	files map[string]asset
}

type asset struct {
	mediaType string
	data      []byte
}

// loadAssets reads the files of others as they are, and joins the styles of all
// folders into one: the site's own first, which hold everywhere.
func loadAssets(folders []fs.FS) (assets, error) {
	a := assets{files: map[string]asset{}}
	entries, err := fs.ReadDir(own, "static")
	if err != nil {
		return a, fmt.Errorf("list static files: %w", err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(own, "static/"+e.Name())
		if err != nil {
			return a, fmt.Errorf("read static file: %w", err)
		}
		if mediaType, ok := servedTypes[path.Ext(e.Name())]; ok {
			a.files[e.Name()] = asset{mediaType, data}
		}
	}
	style, err := joinStyles(folders)
	if err != nil {
		return a, err
	}
	a.files["style.css"] = asset{"text/css; charset=utf-8", style}
	a.hash = hashOf(a.files)
	return a, nil
}

// servedTypes is what may be served at all; notes and licences beside it are not.
var servedTypes = map[string]string{
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
	".svg":   mime.TypeByExtension(".svg"),
}

func joinStyles(folders []fs.FS) ([]byte, error) {
	var out bytes.Buffer
	for _, folder := range folders {
		names, err := fs.Glob(folder, "*.css")
		if err != nil {
			return nil, fmt.Errorf("list styles: %w", err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(folder, name)
			if err != nil {
				return nil, fmt.Errorf("read style: %w", err)
			}
			out.Write(data)
			out.WriteByte('\n')
		}
	}
	return out.Bytes(), nil
}

func hashOf(files map[string]asset) string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		h.Write([]byte(name))
		h.Write(files[name].data)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// path is the address of a static file.
func (a assets) path(name string) (string, error) {
	if _, ok := a.files[name]; !ok {
		return "", fmt.Errorf("no static file %q", name)
	}
	return staticPath + a.hash + "/" + name, nil
}

func (s *Site) serveAsset(c *gin.Context) {
	file, ok := s.assets.files[strings.TrimPrefix(c.Param("file"), "/")]
	if !ok || c.Param("hash") != s.assets.hash {
		s.NotFound(c)
		return
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	c.Header("X-Content-Type-Options", "nosniff")
	c.Data(http.StatusOK, file.mediaType, file.data)
}
