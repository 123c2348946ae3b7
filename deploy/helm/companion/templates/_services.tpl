{{/* What the services are. Their rights in Kafka are in files/topics.yaml. */}}
{{- define "companion.poller" -}}
name: poller
key: poller
streams: true
vendors: true
pages: false
keyset: private
settings:
  companion.poller.interval: {{ .Values.pollInterval }}
{{- end }}

{{- define "companion.mapper" -}}
name: mapper
key: mapper
streams: true
vendors: false
pages: false
keyset: none
settings:
  companion.mapper.abandoned-tenants: {{ join "," .Values.abandonedTenants | quote }}
{{- end }}

{{- define "companion.provisioner" -}}
name: provisioner
key: provisioner
streams: true
vendors: true
pages: false
keyset: private
group: provisioner-calls
settings:
  companion.provisioner.interval: {{ .Values.pollInterval }}
{{- end }}

{{- define "companion.event-resolver" -}}
name: event-resolver
key: eventResolver
streams: true
vendors: false
pages: false
keyset: none
{{- end }}

{{- define "companion.console" -}}
{{- $console := .Values.console -}}
name: console
key: console
streams: false
vendors: true
pages: true
keyset: public
settings:
  companion.console.moved-accounts: {{ join "," .Values.movedAccounts | quote }}
  companion.console.secure-cookies: {{ $console.secureCookies | quote }}
  companion.http.host-names: {{ concat (ternary (list $console.ingress.host) list $console.ingress.enabled) $console.hostNames | uniq | join "," | quote }}
  server.forward-headers-strategy: {{ include "companion.console.headers" . }}
{{- end }}

{{/* Without a proxy, a browser could say with X-Forwarded-For from which address it comes. */}}
{{- define "companion.console.headers" -}}
{{- .Values.console.forwardHeaders | default (ternary "native" "none" .Values.console.ingress.enabled) -}}
{{- end }}

{{/* The program that creates topics and schemas; it is part of every image. */}}
{{- define "companion.prepare" -}}
name: prepare
key: prepare
image: poller
admin: true
streams: false
vendors: false
pages: false
keyset: none
{{- end }}

{{/* The description of a service, with the root that templates need: (list $ "poller"). */}}
{{- define "companion.service" -}}
{{- $root := index . 0 -}}
{{- $service := include (printf "companion.%s" (index . 1)) $root | fromYaml -}}
{{- include "companion-stream.service" (set $service "root" $root) -}}
{{- end }}
