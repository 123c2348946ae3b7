{{/* A rule for these ports of these peers; without peers, of any address. */}}
{{- define "companion-stream.egress" -}}
- ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .peers }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* host:port that operators list besides the vendors' own, and the ports of all. */}}
{{- define "companion-stream.vendors.hosts" -}}
{{- $vendors := .root.Values.vendors -}}
{{- concat $vendors.allowedHosts $vendors.allowedRmmHosts $vendors.allowedGravityzoneHosts | uniq | toJson -}}
{{- end }}

{{- define "companion-stream.vendors.ports" -}}
{{- prepend (include "companion-stream.vendors.hosts" . | fromJsonArray) "vendor:443" | join "," | include "companion-stream.ports" -}}
{{- end }}

{{- define "companion-stream.networkpolicy" -}}
{{- $v := .root.Values -}}
{{- $policy := $v.networkPolicy -}}
{{- if $policy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "companion-stream.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- $asked := and $v.tests.enabled (not .admin) (not .alone) }}
  {{- $scraped := and (or $policy.scrapeFrom $asked) (not .admin) }}
  ingress:{{ if not (or .pages $scraped) }} []{{ end }}
    {{- if $scraped }}
    # Health and metrics have no sign-in.
    - ports: [{port: 9080, protocol: TCP}]
      from:
        {{- with $policy.scrapeFrom }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- if $asked }}
        # helm test
        - podSelector:
            matchLabels:
              {{- include "companion-stream.selector" (dict "root" .root "name" "doctor") | nindent 14 }}
        {{- end }}
    {{- end }}
    {{- if .pages }}
    - ports: [{port: 8080, protocol: TCP}]
      {{- with $policy.ingressFrom }}
      from:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
  egress:
    # Names.
    - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
      {{- with $policy.dns }}
      to:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- if not .alone }}
    # Every broker, not only those that are named.
    {{- $brokers := concat (include "companion-stream.ports" $v.kafka.bootstrapServers | fromJsonArray) $policy.kafka.ports | uniq }}
    {{- include "companion-stream.egress" (dict "ports" $brokers "peers" $policy.kafka.peers) | nindent 4 }}
    # Schema registry.
    {{- include "companion-stream.egress" (dict "ports" (include "companion-stream.ports" $v.registry.url | fromJsonArray) "peers" $policy.registry.peers) | nindent 4 }}
    {{- if eq $v.kafka.sasl.mechanism "OAUTHBEARER" }}
    # Tokens for Kafka.
    {{- include "companion-stream.egress" (dict "ports" (include "companion-stream.ports" $v.kafka.oauth.tokenUrl | fromJsonArray) "peers" list) | nindent 4 }}
    {{- end }}
    {{- end }}
    {{- if and $v.tracing.endpoint (not .admin) }}
    # Collector of traces.
    {{- include "companion-stream.egress" (dict "ports" (include "companion-stream.ports" $v.tracing.endpoint | fromJsonArray) "peers" $policy.tracing.peers) | nindent 4 }}
    {{- end }}
    {{- if .asks }}
    # Health of the services.
    - ports: [{port: 9080, protocol: TCP}]
      to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: companion
              app.kubernetes.io/instance: {{ .root.Release.Name }}
    {{- end }}
    {{- if .vendors }}
    {{- if ne $policy.fqdn "cilium" }}
    # Datto RMM and GravityZone. This kind of policy knows no names, so: every public address.
    - ports:
        {{- range include "companion-stream.vendors.ports" . | fromJsonArray }}
        - {port: {{ . }}, protocol: TCP}
        {{- end }}
      to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
        - ipBlock:
            cidr: ::/0
            except: [fc00::/7, fe80::/10]
    {{- end }}
    {{- with $policy.vendors }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- end }}
{{- end }}
{{- end }}

{{/* The vendors by name, for a cluster with Cilium: it admits the addresses that it sees in answers to these names. */}}
{{- define "companion-stream.ciliumnetworkpolicy" -}}
{{- $policy := .root.Values.networkPolicy -}}
{{- if and $policy.enabled .vendors (eq $policy.fqdn "cilium") }}
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  {{- include "companion-stream.metadata" . | nindent 2 }}
spec:
  endpointSelector:
    matchLabels:
      {{- include "companion-stream.selector" . | nindent 6 }}
  egress:
    - toEndpoints:
        - matchLabels: {"k8s:io.kubernetes.pod.namespace": kube-system, k8s-app: kube-dns}
      toPorts:
        - ports: [{port: "53", protocol: ANY}]
          rules: {dns: [{matchPattern: "*"}]}
    - toFQDNs:
        - matchPattern: "*.centrastage.net"
        - matchPattern: "*.gravityzone.bitdefender.com"
        - matchPattern: "*.*.gravityzone.bitdefender.com"
        {{- range include "companion-stream.vendors.hosts" . | fromJsonArray }}
        - matchName: {{ regexReplaceAll ":[0-9]+$" . "" | quote }}
        {{- end }}
      toPorts:
        - ports:
            {{- range include "companion-stream.vendors.ports" . | fromJsonArray }}
            - {port: {{ . | toString | quote }}, protocol: TCP}
            {{- end }}
{{- end }}
{{- end }}
