{{/* A Deployment, since stores are in memory: nothing of a pod is worth keeping. */}}
{{- define "companion-stream.deployment" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $scale := include "companion-stream.scale" . | fromYaml -}}
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
    type: {{ $own.strategy }}
    {{- if eq $own.strategy "RollingUpdate" }}
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
    {{- end }}
  selector:
    matchLabels:
      {{- include "companion-stream.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "companion-stream.labels" . | nindent 8 }}
        {{- with $own.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        kubectl.kubernetes.io/default-container: {{ .name }}
        checksum/config: {{ include "companion-stream.environment" . | sha256sum }}
        {{- with $own.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "companion-stream.fullname" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 30
      securityContext:
        {{- include "companion-stream.security.pod" . | nindent 8 }}
      {{- with include "companion-stream.placement" . | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with include "companion-stream.spread" . | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "companion-stream.image" . }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          envFrom:
            - configMapRef: {name: {{ include "companion-stream.fullname" . }}}
          ports:
            {{- if .pages }}
            - {name: http, containerPort: 8080, protocol: TCP}
            {{- end }}
            - {name: management, containerPort: 9080, protocol: TCP}
          {{- include "companion-stream.probes" . | nindent 10 }}
          {{- if .pages }}
          lifecycle:
            preStop:
              exec: {command: [sleep, "5"]} # until no proxy sends requests here any more
          {{- end }}
          resources:
            {{- toYaml $own.resources | nindent 12 }}
          securityContext:
            {{- include "companion-stream.security.container" . | nindent 12 }}
          volumeMounts:
            {{- include "companion-stream.mounts" . | nindent 12 }}
      volumes:
        {{- include "companion-stream.volumes" . | nindent 8 }}
{{- end }}
