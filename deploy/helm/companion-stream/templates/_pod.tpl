{{/* The pod of a service, in a Deployment or a StatefulSet. */}}
{{- define "companion-stream.pod" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
metadata:
  labels:
    {{- include "companion-stream.labels" . | nindent 4 }}
    {{- with $own.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    kubectl.kubernetes.io/default-container: {{ .name }}
    checksum/config: {{ include "companion-stream.environment" . | sha256sum }}
    {{- with $own.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "companion-stream.fullname" . }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ if .alone }}60{{ else }}30{{ end }}
  securityContext:
    {{- include "companion-stream.security.pod" . | nindent 4 }}
    {{- if .alone }}
    # Else every start would give the group rights to keys and passwords, which are refused then.
    fsGroupChangePolicy: OnRootMismatch
    {{- end }}
  {{- with include "companion-stream.placement" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if not .alone }}
  {{- with include "companion-stream.spread" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
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
      {{- include "companion-stream.probes" . | nindent 6 }}
      {{- if .pages }}
      lifecycle:
        preStop:
          exec: {command: [sleep, "5"]} # until no proxy sends requests here any more
      {{- end }}
      resources:
        {{- toYaml $own.resources | nindent 8 }}
      securityContext:
        {{- include "companion-stream.security.container" . | nindent 8 }}
      volumeMounts:
        {{- include "companion-stream.mounts" . | nindent 8 }}
  volumes:
    {{- include "companion-stream.volumes" . | nindent 4 }}
{{- end }}

{{- define "companion-stream.security.pod" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "companion-stream.security.container" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Liveness asks only whether a restart helps, never for broker or registry. Readiness asks whether the state is restored. */}}
{{- define "companion-stream.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 150 # killed earlier, a pod on a busy node would never have started
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: management}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: {{ ternary 2 3 .pages }}
{{- end }}

{{/* Where it may run; the same for Deployments and Jobs. */}}
{{- define "companion-stream.placement" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- with $own.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $own.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "companion-stream.spread" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $service := . -}}
{{- if ne $own.topologySpread "none" }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: {{ $own.topologySpread }}
    labelSelector:
      matchLabels:
        {{- include "companion-stream.selector" $service | nindent 8 }}
  {{- end }}
{{- end }}
{{- end }}
