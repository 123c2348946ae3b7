{{/* The variable of a setting, by Spring's rule: dots become underscores, dashes are dropped. */}}
{{- define "companion-stream.variable" -}}
{{- . | replace "." "_" | replace "-" "" | upper -}}
{{- end }}

{{/* Its own settings take precedence over those of its kind, and these over what every service has. */}}
{{- define "companion-stream.settings" -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $all := dict -}}
{{- if not .alone }}{{ $all = include "companion-stream.connections" . | fromYaml }}{{ end -}}
{{- $tracing := .root.Values.tracing -}}
{{- if and $tracing.endpoint (not .admin) -}}
{{- $_ := set $all "companion.tracing.endpoint" $tracing.endpoint -}}
{{- $_ := set $all "companion.tracing.probability" ($tracing.probability | toString) -}}
{{- end -}}
{{- merge (deepCopy ($own.settings | default dict)) (deepCopy (.settings | default dict)) $all | toYaml -}}
{{- end }}

{{/* What a service is told about cluster, registry, keys and vendors. */}}
{{- define "companion-stream.connections" -}}
{{- $v := .root.Values -}}
{{- $own := include "companion-stream.values" . | fromYaml -}}
{{- $settings := dict
  "companion.kafka.bootstrap-servers" $v.kafka.bootstrapServers
  "companion.registry.url" $v.registry.url
  "logging.structured.format.console" $v.logging.format
  "management.server.port" "9080"
  "server.port" (ternary "8080" "9080" .pages) -}}
{{- range $name, $value := include "companion-stream.kafka.properties" . | fromYaml -}}
{{- $_ := set $settings (printf "companion.kafka.properties.%s" $name) $value -}}
{{- end -}}
{{- range $name, $value := include "companion-stream.registry.properties" . | fromYaml -}}
{{- $_ := set $settings (printf "companion.registry.properties.%s" $name) $value -}}
{{- end -}}
{{- with $v.instance }}{{ $_ := set $settings "companion.instance" . }}{{ end -}}
{{- if include "companion-stream.files" . -}}
{{- $_ := set $settings "spring.config.import" "configtree:/etc/companion/secrets/" -}}
{{- end -}}
{{- if .streams -}}
{{- $_ := set $settings "companion.streams.threads" ($own.threads | toString) -}}
{{- $_ := set $settings "companion.streams.changelog-dirty-ratio" $v.streams.changelogDirtyRatio -}}
{{- with $v.streams.changelogReplication }}{{ $_ := set $settings "companion.topics.replication" . }}{{ end -}}
{{- end -}}
{{- if ne .keyset "none" -}}
{{- $_ := set $settings (printf "companion.secrets.%s-keyset" .keyset) (printf "/keys/%s/keyset.json" .keyset) -}}
{{- end -}}
{{- if .vendors -}}
{{- $_ := set $settings "companion.vendors.allowed-hosts" (join "," $v.vendors.allowedHosts) -}}
{{- $_ := set $settings "companion.vendors.allowed-rmm-hosts" (join "," $v.vendors.allowedRmmHosts) -}}
{{- $_ := set $settings "companion.vendors.allowed-gravityzone-hosts" (join "," $v.vendors.allowedGravityzoneHosts) -}}
{{- end -}}
{{- $settings | toYaml -}}
{{- end }}

{{- define "companion-stream.registry.properties" -}}
{{- $registry := .root.Values.registry -}}
{{- $properties := dict -}}
{{- if $registry.caSecret -}}
{{- $_ := set $properties "schema.registry.ssl.truststore.type" "PEM" -}}
{{- $_ := set $properties "schema.registry.ssl.truststore.location" "/etc/companion/registry/ca.crt" -}}
{{- end -}}
{{- if eq $registry.auth "basic" -}}
{{- $_ := set $properties "basic.auth.credentials.source" "USER_INFO" -}}
{{- else if eq $registry.auth "bearer" -}}
{{- $_ := set $properties "bearer.auth.credentials.source" "STATIC_TOKEN" -}}
{{- else if eq $registry.auth "mtls" -}}
{{- $_ := set $properties "schema.registry.ssl.keystore.type" "PEM" -}}
{{- end -}}
{{- $properties | toYaml -}}
{{- end }}

{{/* No secret is in here: secrets are files. */}}
{{- define "companion-stream.environment" -}}
{{- range $name, $value := include "companion-stream.settings" . | fromYaml }}
{{ include "companion-stream.variable" $name }}: {{ $value | toString | quote }}
{{- end }}
{{- with include "companion-stream.java.options" . }}
JAVA_TOOL_OPTIONS: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "companion-stream.configmap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
data:
  {{- include "companion-stream.environment" . | trim | nindent 2 }}
{{- end }}
