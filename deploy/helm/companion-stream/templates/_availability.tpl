{{/* Leads the doctor to the health of a pod, also of one that is not ready. */}}
{{- define "companion-stream.healthservice" -}}
{{- if .root.Values.tests.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "companion-stream.management" . }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "companion-stream.labels" . | nindent 4 }}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "companion-stream.selector" . | nindent 4 }}
  ports:
    - {name: management, port: 9080, targetPort: management, protocol: TCP}
{{- end }}
{{- end }}

{{/* None for one replica: it would block every drain of a node. */}}
{{- define "companion-stream.pdb" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $scale := include "companion-stream.scale" . | fromYaml -}}
{{- if gt (int $scale.min) 1 }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
spec:
  maxUnavailable: {{ $own.pdb.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "companion-stream.selector" . | nindent 6 }}
{{- end }}
{{- end }}

{{/* KEDA, by lag: these services wait for vendors' quotas, so their CPU says nothing. */}}
{{- define "companion-stream.scaledobject" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- if (include "companion-stream.scale" . | fromYaml).scaled }}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
spec:
  scaleTargetRef: {name: {{ include "companion-stream.fullname" . }}}
  minReplicaCount: {{ $own.autoscaling.min }}
  maxReplicaCount: {{ $own.autoscaling.max }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleDown: {stabilizationWindowSeconds: 600} # each step is a rebalance
  triggers:
    - type: kafka
      metadata:
        bootstrapServers: {{ .root.Values.kafka.bootstrapServers | quote }}
        consumerGroup: {{ include "companion-stream.id.prefix" . }}{{ .group | default .name }}
        lagThreshold: {{ int64 $own.autoscaling.lag | quote }}
        activationLagThreshold: "13" # the marker of a commit can count as a lag of 1 in each of the 12 partitions
      {{- with $own.autoscaling.authentication }}
      authenticationRef: {name: {{ . }}}
      {{- end }}
{{- end }}
{{- end }}
