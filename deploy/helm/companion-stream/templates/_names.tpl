{{/*
Every template takes a dict that describes one service:
  root      $
  name      its name in images, labels and topics.yaml: event-resolver
  key       its name in values: eventResolver
  streams   whether it is a Kafka Streams application
  vendors   whether it calls Datto RMM and GravityZone
  keyset    private, public or none
  pages     whether it serves the console
  admin     whether it is a program of an administrator, which ends
  asks      whether it asks the services for their health
  alone     whether it is everything in one pod, with broker and registry of its own; then also
  claim     the claim of the volume with its data
  object    the name of its objects, if it is not that of the service
  hook      annotations of its objects that make them hooks, if they are
*/}}

{{- define "companion-stream.fullname" -}}
{{- printf "%s-%s" .root.Release.Name .name | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/* The name by which the doctor asks its health. */}}
{{- define "companion-stream.management" -}}
{{- printf "%s-management" (include "companion-stream.fullname" .) | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/* The values of a service: its own take precedence over the defaults for all. */}}
{{- define "companion-stream.values" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values .key)) | toYaml -}}
{{- end }}

{{/* Whether KEDA decides about the number of pods, and the fewest and the most. */}}
{{- define "companion-stream.scale" -}}
{{- $own := index .root.Values .key -}}
{{- $scaled := dict "enabled" false -}}
{{- with $own.autoscaling }}{{ $scaled = . }}{{ end -}}
{{- if $scaled.enabled -}}
{{- dict "scaled" true "min" $scaled.min "max" $scaled.max | toYaml -}}
{{- else -}}
{{- dict "scaled" false "min" $own.replicas "max" $own.replicas | toYaml -}}
{{- end -}}
{{- end }}

{{/* What a name in Kafka begins with, besides those of topics: companion-, or blue-companion- for an instance. */}}
{{- define "companion-stream.id.prefix" -}}
{{- with .root.Values.instance }}{{ . }}-{{ end }}companion-
{{- end }}

{{- define "companion-stream.selector" -}}
app.kubernetes.io/name: companion
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "companion-stream.labels" -}}
{{ include "companion-stream.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "companion-stream.object" -}}
{{- .object | default (include "companion-stream.fullname" .) -}}
{{- end }}

{{- define "companion-stream.metadata" -}}
name: {{ include "companion-stream.object" . }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "companion-stream.labels" . | nindent 2 }}
{{- with .hook }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Of the image that a service runs in; a digest takes precedence over the tag. */}}
{{- define "companion-stream.image" -}}
{{- $image := .root.Values.image -}}
{{- with $image.registry }}{{ . }}/{{ end -}}
{{- $image.repository }}/{{ .image | default .name -}}
{{- with get $image.digests (.image | default .name) }}@{{ . }}{{ else }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{- define "companion-stream.serviceaccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
automountServiceAccountToken: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}
