{{/* All objects of one service. */}}
{{- define "companion-stream.service" -}}
{{- $objects := list "serviceaccount" "configmap" "deployment" "healthservice" "pdb" "networkpolicy" "ciliumnetworkpolicy" "scaledobject" -}}
{{- $service := . -}}
{{- range $objects }}
{{- with include (printf "companion-stream.%s" .) $service | trim }}
---
{{ . }}
{{- end }}
{{- end }}
{{- end }}
