package local

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
)

// httpHealth wants status 200.
func httpHealth(url string) func(context.Context) error {
	return func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			body, _ := io.ReadAll(io.LimitReader(res.Body, 500))
			return fmt.Errorf("%s answers %s: %s", url, res.Status, body)
		}
		return nil
	}
}

// grpcHealth asks the standard grpc.health.v1.Health service of a server
// without TLS. The one call is written out here, for the orchestrator stands
// on the standard library alone and so compiles in a moment on a new machine.
func grpcHealth(address, service string) func(context.Context) error {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	client := &http.Client{Transport: &http.Transport{Protocols: protocols}}
	// A gRPC frame (not compressed, four bytes of length) around a
	// HealthCheckRequest (field 1, a string).
	length := byte(len(service)) // far shorter than 126 bytes
	frame := append([]byte{0, 0, 0, 0, length + 2, 0x0a, length}, service...)
	// HealthCheckResponse: field 1, the enum value SERVING.
	serving := []byte{0, 0, 0, 0, 2, 0x08, 0x01}

	return func(ctx context.Context) error {
		url := "http://" + address + "/grpc.health.v1.Health/Check"
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(frame))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/grpc")
		req.Header.Set("Te", "trailers")
		res, err := client.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		body, err := io.ReadAll(io.LimitReader(res.Body, 100))
		if err != nil {
			return err
		}
		if !bytes.Equal(body, serving) {
			return fmt.Errorf("%s at %s is not serving yet", service, address)
		}
		return nil
	}
}
