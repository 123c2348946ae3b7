{{/*
Secrets are files and never variables: a variable is inherited by every process and shown by "kubectl describe". Spring reads a
directory as properties (configtree): a file there has the name of the setting.
*/}}
{{- define "companion-stream.files" -}}
{{- $v := .root.Values -}}
{{- with include "companion-stream.kafka.secret" . }}
- secret:
    name: {{ . }}
    items:
      {{- if hasPrefix "SASL_" $v.kafka.security.protocol }}
      - {key: {{ $v.kafka.sasl.jaasKey }}, path: companion.kafka.properties.sasl.jaas.config}
      {{- else }}
      - {key: {{ $v.kafka.tls.keyKey }}, path: companion.kafka.properties.ssl.keystore.key}
      - {key: {{ $v.kafka.tls.certificateKey }}, path: companion.kafka.properties.ssl.keystore.certificate.chain}
      {{- end }}
{{- end }}
{{- if and (ne $v.registry.auth "none") (not .admin) }}
- secret:
    name: {{ required (printf "registry.existingSecret: empty (expected: a secret, since registry.auth is %s)" $v.registry.auth) $v.registry.existingSecret }}
    items:
      {{- if eq $v.registry.auth "basic" }}
      - {key: basic.auth.user.info, path: companion.registry.properties.basic.auth.user.info}
      {{- else if eq $v.registry.auth "bearer" }}
      - {key: bearer.auth.token, path: companion.registry.properties.bearer.auth.token}
      {{- else }}
      - {key: tls.key, path: companion.registry.properties.schema.registry.ssl.keystore.key}
      - {key: tls.crt, path: companion.registry.properties.schema.registry.ssl.keystore.certificate.chain}
      {{- end }}
{{- end }}
{{- end }}

{{- define "companion-stream.volumes" -}}
{{- $v := .root.Values -}}
- name: tmp
  emptyDir: {medium: Memory, sizeLimit: 64Mi}
{{- if .alone }}
- name: data
  persistentVolumeClaim: {claimName: {{ .claim }}}
{{- else }}
{{- with include "companion-stream.files" . }}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- . | trim | nindent 6 }}
{{- end }}
{{- with include "companion-stream.kafka.ca" . }}
- name: kafka-ca
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: {{ $v.kafka.tls.caKey }}, path: ca.crt}]
{{- end }}
{{- with $v.registry.caSecret }}
- name: registry-ca
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: {{ $v.registry.caKey }}, path: ca.crt}]
{{- end }}
{{- if ne .keyset "none" }}
- name: keys
  secret:
    secretName: {{ get $v.keys (printf "%sSecret" .keyset) }}
    defaultMode: 0440
    items: [{key: {{ $v.keys.file }}, path: keyset.json}]
{{- end }}
{{- end }}
{{- end }}

{{- define "companion-stream.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if .alone }}
- {name: data, mountPath: /data}
{{- else }}
{{- if include "companion-stream.files" . }}
- {name: secrets, mountPath: /etc/companion/secrets, readOnly: true}
{{- end }}
{{- if include "companion-stream.kafka.ca" . }}
- {name: kafka-ca, mountPath: /etc/companion/kafka, readOnly: true}
{{- end }}
{{- if .root.Values.registry.caSecret }}
- {name: registry-ca, mountPath: /etc/companion/registry, readOnly: true}
{{- end }}
{{- if ne .keyset "none" }}
- {name: keys, mountPath: /keys/{{ .keyset }}, readOnly: true}
{{- end }}
{{- end }}
{{- end }}
