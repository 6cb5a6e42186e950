// The page's policy takes no inline script: this is all there would be of it.
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, persistAuthorization: false });
