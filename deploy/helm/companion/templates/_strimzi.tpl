{{/* Milliseconds of a number of days: 30d. */}}
{{- define "companion.milliseconds" -}}
{{- mul (trimSuffix "d" . | int64) 86400000 -}}
{{- end }}

{{/* The name of a topic of the catalogue, or with an empty name what all begin with. */}}
{{- define "companion.topic" -}}
{{- with .root.Values.instance }}{{ . }}.{{ end }}{{ .defaults.prefix }}{{ with .topic }}{{ . }}{{ $.defaults.suffix }}{{ end }}
{{- end }}

{{/* One right: (dict "type" … "name" … "pattern" … "operations" list). */}}
{{- define "companion.acl" }}
- resource: {type: {{ .type }}, name: {{ .name }}, patternType: {{ .pattern }}}
  operations: [{{ join ", " .operations }}]
{{- end }}

{{/* A principal with the rights of its rows in topics.yaml and what Kafka Streams needs; ChartStrimziTest compares them with AccessRights. */}}
{{- define "companion.kafkauser" }}
{{- $root := .root }}
{{- $name := .name }}
{{- $defaults := .catalogue.defaults }}
{{- $ids := include "companion-stream.id.prefix" . }}
apiVersion: kafka.strimzi.io/{{ $root.Values.strimzi.apiVersion }}
kind: KafkaUser
metadata:
  name: {{ include "companion-stream.fullname" . }}
  namespace: {{ .namespace }}
  labels:
    strimzi.io/cluster: {{ $root.Values.strimzi.cluster }}
    {{- include "companion-stream.labels" . | nindent 4 }}
spec:
  authentication: {type: {{ ternary "scram-sha-512" "tls" (hasPrefix "SASL_" $root.Values.kafka.security.protocol) }}}
  authorization:
    type: simple
    acls:
      {{- if eq $name "prepare" }}
      # It checks topics and waits for the operator, which creates them.
      {{- include "companion.acl" (dict "type" "topic" "name" (include "companion.topic" (dict "root" $root "defaults" $defaults)) "pattern" "prefix" "operations" (list "Describe" "DescribeConfigs")) | nindent 6 }}
      {{- end }}
      {{- if eq $name "doctor" }}
      # What the administrator of the catalogue may see, and nothing that changes anything.
      {{- range list (include "companion.topic" (dict "root" $root "defaults" $defaults)) $ids }}
      {{- include "companion.acl" (dict "type" "topic" "name" . "pattern" "prefix" "operations" (list "Describe" "DescribeConfigs")) | nindent 6 }}
      {{- end }}
      {{- include "companion.acl" (dict "type" "group" "name" $ids "pattern" "prefix" "operations" (list "Describe")) | nindent 6 }}
      {{- include "companion.acl" (dict "type" "transactionalId" "name" $ids "pattern" "prefix" "operations" (list "Describe")) | nindent 6 }}
      - resource: {type: cluster}
        operations: [Describe, DescribeConfigs]
      {{- end }}
      {{- range $topic, $row := .catalogue.topics }}
      {{- $operations := list }}
      {{- if has $name $row.readers }}{{ $operations = append $operations "Read" }}{{ end }}
      {{- if has $name $row.writers }}{{ $operations = append $operations "Write" }}{{ end }}
      {{- if and (eq $name "console") (eq (toString $row.public) "yes") (not $operations) }}{{ $operations = append $operations "Describe" }}{{ end }}
      {{- if $operations }}
      {{- include "companion.acl" (dict "type" "topic" "name" (include "companion.topic" (dict "root" $root "defaults" $defaults "topic" $topic)) "pattern" "literal" "operations" (append $operations "DescribeConfigs")) | nindent 6 }}
      {{- end }}
      {{- end }}
      {{- if eq $name "console" }}
      # It measures the public topics and their readers, which are groups of any name.
      {{- include "companion.acl" (dict "type" "group" "name" "\"*\"" "pattern" "literal" "operations" (list "Describe")) | nindent 6 }}
      - resource: {type: cluster}
        operations: [Describe]
      {{- end }}
      {{- $service := get .catalogue.services $name | default dict }}
      {{- if $service.streams }}
      {{- $id := printf "%s%s" $ids $name }}
      {{- include "companion.acl" (dict "type" "group" "name" $id "pattern" "literal" "operations" (list "Read")) | nindent 6 }}
      {{- include "companion.acl" (dict "type" "transactionalId" "name" (printf "%s-" $id) "pattern" "prefix" "operations" (list "Write")) | nindent 6 }}
      {{- include "companion.acl" (dict "type" "topic" "name" (printf "%s-" $id) "pattern" "prefix" "operations" (list "Read" "Write" "Create")) | nindent 6 }}
      {{- end }}
      {{- range $service.groups }}
      {{- include "companion.acl" (dict "type" "group" "name" (printf "%s%s" $ids .) "pattern" "literal" "operations" (list "Read")) | nindent 6 }}
      {{- end }}
{{- end }}
