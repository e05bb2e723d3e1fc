package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"trinhky/workflows"
)

// deployment is the name under which Temporal knows the builds of the program.
const deployment = "trinhky"

// versioned are the options of a worker of a build. Temporal gives work to the
// current build alone, and every open route goes on with it from its next step
// (auto-upgrade): a route lives for weeks, and two builds cannot both be kept that
// long. A worker without a build takes part in none of this.
func versioned(o worker.Options, build string) worker.Options {
	if build != "" {
		o.DeploymentOptions = worker.DeploymentOptions{
			UseVersioning:             true,
			Version:                   worker.WorkerDeploymentVersion{DeploymentName: deployment, BuildID: build},
			DefaultVersioningBehavior: workflow.VersioningBehaviorAutoUpgrade,
		}
	}
	return o
}

const (
	// known is how long the engine may take to learn of a worker's build.
	known = time.Minute
	// gone is after how long without a word the workers of a build are taken to be
	// gone. A worker asks for work at least once a minute.
	gone = 2 * time.Minute
	// look is how often a worker looks whether anybody works on the current build.
	look = 15 * time.Second
)

// Promote makes a build the current one, as soon as its workers have asked for
// work. Everything goes on with it from then on.
func Promote(ctx context.Context, c client.Client, build string) error {
	ctx, cancel := context.WithTimeout(ctx, known)
	defer cancel()
	ticker := time.NewTicker(500 * time.Millisecond)
	defer ticker.Stop()
	for {
		_, err := c.WorkerDeploymentClient().GetHandle(deployment).SetCurrentVersion(ctx, client.WorkerDeploymentSetCurrentVersionOptions{BuildID: build})
		var unknown *serviceerror.NotFound
		var early *serviceerror.FailedPrecondition
		if err == nil || (!errors.As(err, &unknown) && !errors.As(err, &early)) {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("make build %s the current one (is a worker of it running?): %w", build, err)
		case <-ticker.C:
		}
	}
}

// Guard makes sure, until the context ends, that somebody works on open routes. A
// build that nobody promoted would leave them waiting for workers of the one
// before: so this build is promoted where none is current, and where the current
// one is older and its workers are gone. An older build never takes the place of a
// newer one by itself, for it may not know what the newer one did; that takes an
// operator.
func Guard(ctx context.Context, c client.Client, build string, log *slog.Logger) {
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	for {
		if err := guard(ctx, c, build, log); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "whether anybody works on the current build is not known", "build", build, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func guard(ctx context.Context, c client.Client, build string, log *slog.Logger) error {
	described, err := c.WorkerDeploymentClient().GetHandle(deployment).Describe(ctx, client.WorkerDeploymentDescribeOptions{})
	var unknown *serviceerror.NotFound
	if err != nil && !errors.As(err, &unknown) {
		return err
	}
	current := described.Info.RoutingConfig.CurrentVersion
	if current == nil {
		log.InfoContext(ctx, "no build is current; this one becomes it", "build", build)
		return Promote(ctx, c, build)
	}
	if current.BuildID == build {
		return nil
	}
	here, err := works(ctx, c, current.BuildID)
	if err != nil || here {
		return err
	}
	if !newer(described.Info.VersionSummaries, build, current.BuildID) {
		log.ErrorContext(ctx, "nobody works on the current build, and this one is older: trinhky promote makes it the current one",
			"current", current.BuildID, "build", build)
		return nil
	}
	log.WarnContext(ctx, "the workers of the current build are gone; this one takes its place", "was", current.BuildID, "build", build)
	return Promote(ctx, c, build)
}

// works reports whether a worker of the build has asked for decisions lately.
func works(ctx context.Context, c client.Client, build string) (bool, error) {
	queue, err := c.DescribeTaskQueue(ctx, workflows.TaskQueue, enums.TASK_QUEUE_TYPE_WORKFLOW)
	if err != nil {
		return false, err
	}
	for _, p := range queue.GetPollers() {
		if p.GetDeploymentOptions().GetBuildId() == build && time.Since(p.GetLastAccessTime().AsTime()) < gone {
			return true, nil
		}
	}
	return false, nil
}

// newer reports whether a build was first seen after another.
func newer(builds []client.WorkerDeploymentVersionSummary, build, than string) bool {
	var at, other time.Time
	for _, b := range builds {
		switch b.Version.BuildID {
		case build:
			at = b.CreateTime
		case than:
			other = b.CreateTime
		}
	}
	return at.After(other)
}
