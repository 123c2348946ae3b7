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
name: console
key: console
streams: false
vendors: true
pages: true
keyset: public
settings:
  companion.console.moved-accounts: {{ join "," .Values.movedAccounts | quote }}
  companion.console.secure-cookies: {{ .Values.console.secureCookies | quote }}
  {{- include "companion.console.settings" . | nindent 2 }}
{{- end }}

{{/* How browsers reach the pages. */}}
{{- define "companion.console.settings" -}}
{{- $console := .Values.console -}}
companion.http.host-names: {{ concat (ternary (list $console.ingress.host) list $console.ingress.enabled) $console.hostNames | uniq | join "," | quote }}
server.forward-headers-strategy: {{ include "companion.console.headers" . }}
{{- end }}

{{/* Everything in one process. Its settings are variables of the script ./companion; dots become underscores in these too. */}}
{{- define "companion.standalone" -}}
name: standalone
key: standalone
alone: true
claim: {{ .Values.standalone.storage.existingClaim | default (include "companion-stream.fullname" (dict "root" . "name" "standalone")) }}
streams: false
vendors: true
pages: true
keyset: none
settings:
  companion.bind: 0.0.0.0 # broker and registry stay on loopback
  companion.console.port: "8080"
  companion.management.port: "9080"
  companion.poll.interval: {{ .Values.pollInterval }}
  companion.allowed.hosts: {{ join "," .Values.vendors.allowedHosts | quote }}
  companion.allowed.rmm.hosts: {{ join "," .Values.vendors.allowedRmmHosts | quote }}
  companion.allowed.gravityzone.hosts: {{ join "," .Values.vendors.allowedGravityzoneHosts | quote }}
  companion.moved.accounts: {{ join "," .Values.movedAccounts | quote }}
  companion.abandoned.tenants: {{ join "," .Values.abandonedTenants | quote }}
  companion.secure.cookies: {{ .Values.console.secureCookies | quote }}
  {{- include "companion.console.settings" . | nindent 2 }}
  # For the commands of a person in the pod; the services have their own.
  companion.kafka.bootstrap-servers: 127.0.0.1:9092
  companion.kafka.credentials: /data/companion/credentials/admin/client.properties
  companion.registry.url: http://127.0.0.1:8081/apis/ccompat/v7
  companion.topics.replication: "1"
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

{{/* The objects of a service that has a pod of its own: (list $ "poller"). */}}
{{- define "companion.service" -}}
{{- $root := index . 0 -}}
{{- if eq $root.Values.mode "external" -}}
{{- $service := include (printf "companion.%s" (index . 1)) $root | fromYaml -}}
{{- include "companion-stream.service" (set $service "root" $root) -}}
{{- end -}}
{{- end }}

{{/* Which pod serves the pages: console or standalone. */}}
{{- define "companion.pages" -}}
{{- ternary "standalone" "console" (eq .Values.mode "standalone") -}}
{{- end }}
