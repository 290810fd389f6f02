package playground

import (
	"embed"
	"io/fs"
	"net/http"
)

//go:embed page
var files embed.FS

// page serves the embedded page and its parts.
func page() http.Handler {
	root, err := fs.Sub(files, "page")
	if err != nil { // unreachable: the folder is embedded above
		return http.NotFoundHandler()
	}
	return http.FileServerFS(root)
}
