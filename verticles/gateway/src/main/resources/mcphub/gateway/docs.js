'use strict';
// The validator badge would call another host.
window.SwaggerUIBundle({ url: '/api/v1/openapi.yaml', dom_id: '#contract', validatorUrl: null, deepLinking: true });
