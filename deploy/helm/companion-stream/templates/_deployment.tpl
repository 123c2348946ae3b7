{{/* A Deployment, since stores are in memory: nothing of a pod is worth keeping. */}}
{{- define "companion-stream.deployment" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $scale := include "companion-stream.scale" . | fromYaml -}}
{{- $strategy := include "companion-stream.strategy" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
  {{- if .root.Values.reloader }}
  annotations:
    reloader.stakater.com/auto: "true"
  {{- end }}
spec:
  {{- if not $scale.scaled }}
  replicas: {{ $own.replicas }}
  {{- end }}
  minReadySeconds: 10
  revisionHistoryLimit: 5
  strategy:
    type: {{ $strategy }}
    {{- if eq $strategy "RollingUpdate" }}
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
    {{- end }}
  selector:
    matchLabels:
      {{- include "companion-stream.selector" . | nindent 6 }}
  template:
    {{- include "companion-stream.pod" . | nindent 4 }}
{{- end }}

{{/* How old pods are replaced: as its value says, else as this release asks for. */}}
{{- define "companion-stream.strategy" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $own.strategy | default (get (.root.Files.Get "files/rollout.yaml" | fromYaml) .name).kind -}}
{{- end }}

{{/* One pod with its data on a volume. A StatefulSet, since the old pod must have ended before a new one starts. */}}
{{- define "companion-stream.statefulset" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
spec:
  replicas: 1
  serviceName: {{ include "companion-stream.fullname" . }}
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      {{- include "companion-stream.selector" . | nindent 6 }}
  template:
    {{- include "companion-stream.pod" . | nindent 4 }}
{{- end }}
