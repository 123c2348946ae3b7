{{/* A hook needs secrets that are there before the release; Strimzi and External Secrets make them only afterwards. */}}
{{- define "companion.prepare.hook" -}}
{{- if not (or .Values.strimzi.enabled .Values.externalSecrets.enabled) }}yes{{ end -}}
{{- end }}

{{- define "companion.prepare.annotations" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}

{{/* The properties of its clients. What is secret is a file that these lines name; Kafka's own provider reads it. */}}
{{- define "companion.prepare.data" -}}
client.properties: |
  {{- range $key, $value := include "companion-stream.kafka.properties" $ | fromYaml }}
  {{ $key }}={{ $value }}
  {{- end }}
  {{- if include "companion-stream.files" $ }}
  config.providers=files
  config.providers.files.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
  {{- if hasPrefix "SASL_" $.root.Values.kafka.security.protocol }}
  sasl.jaas.config=${files:/etc/companion/secrets:companion.kafka.properties.sasl.jaas.config}
  {{- else }}
  ssl.keystore.key=${files:/etc/companion/secrets:companion.kafka.properties.ssl.keystore.key}
  ssl.keystore.certificate.chain=${files:/etc/companion/secrets:companion.kafka.properties.ssl.keystore.certificate.chain}
  {{- end }}
  {{- end }}
{{- if not $.root.Values.prepare.registrySecret }}
writer.properties: |
  # of a registry without sign-in
  {{- range $key, $value := include "companion-stream.registry.properties" $ | fromYaml }}
  {{ $key }}={{ $value }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The variables of a program that is no Spring application. */}}
{{- define "companion.prepare.environment" -}}
{{- with include "companion-stream.java.options" . }}
- {name: JAVA_TOOL_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- with .root.Values.instance }}
- {name: COMPANION_INSTANCE, value: {{ . | quote }}}
{{- end }}
{{- end }}

{{- define "companion.prepare.spec" -}}
{{- $deadline := int64 $.root.Values.prepare.deadlineSeconds -}}
backoffLimit: {{ int64 $.root.Values.prepare.retries }}
activeDeadlineSeconds: {{ $deadline }}
template:
  metadata:
    labels:
      {{- include "companion-stream.labels" $ | nindent 6 }}
  spec:
    restartPolicy: Never
    # Below the Job's, which deletes a pod that still runs, and with it the log.
    activeDeadlineSeconds: {{ mul (div $deadline 10) 9 }}
    serviceAccountName: {{ include "companion-stream.object" $ }}
    automountServiceAccountToken: false
    enableServiceLinks: false
    securityContext:
      {{- include "companion-stream.security.pod" $ | nindent 6 }}
    {{- with include "companion-stream.placement" $ | trim }}
    {{- . | nindent 4 }}
    {{- end }}
    containers:
      - name: prepare
        image: {{ include "companion-stream.image" $ }}
        imagePullPolicy: {{ $.root.Values.image.pullPolicy }}
        command: [java, -cp, "/app/service.jar:/app/own/*:/app/lib/*", dev.companion.runtime.access.AccessMain]
        args:
          - prepare
          - /credentials
          - {{ $.root.Values.kafka.bootstrapServers | quote }}
          - {{ $.root.Values.registry.url | quote }}
          - {{ $.root.Values.topics.replication | quote }}
        {{- with include "companion.prepare.environment" $ | trim }}
        env:
          {{- . | nindent 10 }}
        {{- end }}
        resources:
          {{- toYaml (include "companion-stream.values" $ | fromYaml).resources | nindent 10 }}
        securityContext:
          {{- include "companion-stream.security.container" $ | nindent 10 }}
        volumeMounts:
          {{- include "companion.prepare.mounts" $ | nindent 10 }}
    volumes:
      {{- include "companion.prepare.volumes" $ | nindent 6 }}
{{- end }}

{{/* The credentials of an administrator, as files. */}}
{{- define "companion.prepare.mounts" -}}
{{ include "companion-stream.mounts" . }}
- {name: admin, mountPath: /credentials/admin, readOnly: true}
- {name: writer, mountPath: /credentials/registry, readOnly: true}
{{- end }}

{{- define "companion.prepare.volumes" -}}
{{ include "companion-stream.volumes" . }}
- name: admin
  configMap:
    name: {{ include "companion-stream.object" . }}
    items: [{key: client.properties, path: client.properties}]
- name: writer
  {{- if .root.Values.prepare.registrySecret }}
  secret:
    secretName: {{ .root.Values.prepare.registrySecret }}
    defaultMode: 0440
    items: [{key: writer.properties, path: writer.properties}]
  {{- else }}
  configMap:
    name: {{ include "companion-stream.object" . }}
    items: [{key: writer.properties, path: writer.properties}]
  {{- end }}
{{- end }}
