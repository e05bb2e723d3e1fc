package workflows

import "go.temporal.io/sdk/workflow"

// Preview makes the PDF in which people read one uploaded file. It waits as long
// as the converter is away.
func Preview(ctx workflow.Context, sha256 string) error {
	queue := workflow.GetInfo(ctx).TaskQueueName
	return workflow.ExecuteActivity(renderOptions(ctx, queue), RenderPreview, sha256).Get(ctx, nil)
}
