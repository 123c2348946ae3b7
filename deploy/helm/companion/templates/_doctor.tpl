{{/* Who looks at the installation: with the credentials of the Job, in the same image. */}}
{{- define "companion.doctor" -}}
name: doctor
key: prepare
image: poller
admin: true
asks: true
streams: false
vendors: false
pages: false
keyset: none
{{- end }}

{{- define "companion.doctor.annotations" -}}
helm.sh/hook: test
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}

{{- define "companion.doctor.arguments" -}}
{{- $root := . -}}
{{- $services := list -}}
{{- range list "poller" "mapper" "provisioner" "event-resolver" "console" -}}
{{- $name := include "companion-stream.management" (dict "root" $root "name" .) -}}
{{- $services = append $services (printf "%s=http://%s:9080" . $name) -}}
{{- end -}}
- doctor
- --json
- {{ printf "--bootstrap=%s" .Values.kafka.bootstrapServers | quote }}
- --credentials=/credentials/admin/client.properties
- {{ printf "--registry=%s" .Values.registry.url | quote }}
- --registry-credentials=/credentials/registry/writer.properties
- --replication={{ .Values.topics.replication }}
{{- with .Values.tests.skip }}
- --skip={{ join "," . }}
{{- end }}
- --service
- {{ join "," $services }}
{{- end }}
